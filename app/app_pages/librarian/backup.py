"""备份: everything that must be kept, as one file to download."""

import tempfile
from datetime import date
from pathlib import Path

import streamlit as st

from app.app_pages.librarian.telling import under_bar
from app.app_pages.person import may
from app.base import backup as backups
from app.base.backup import Progress
from app.base.knowledge import Knowledge
from app.people.rights import Right

_MADE = "backup made"


def backup(kb: Knowledge) -> None:
    """The button that makes a backup, and then the one that downloads it."""
    st.caption(
        "备份包括现在的一版、全部原件、审核和改正、保存的问题、草稿、本院术语和问法。备份时检索照常。"
        "恢复请让信息科运行 duibiao restore。备份里有全部资料和账号，请妥善保管。"
    )
    if not may(Right.BACKUP):
        return
    if st.button("准备备份", key="make backup", icon=":material/inventory_2:"):
        _make(kb)
    if made := st.session_state.get(_MADE):
        name, data = made
        st.download_button(
            f"下载 {name}（{len(data) / 1e6:.1f} MB）", data, name, "application/zip", type="primary", on_click="ignore"
        )


def _make(kb: Knowledge) -> None:
    def act(progress: Progress) -> tuple[str, bytes]:
        with tempfile.TemporaryDirectory(prefix="duibiao-") as folder:
            out = Path(folder) / f"对标备份-{date.today():%Y%m%d}.zip"
            backups.write(kb.snapshot.kb, out, progress)
            return out.name, out.read_bytes()

    if made := under_bar("准备备份…", act):
        st.session_state[_MADE] = made
