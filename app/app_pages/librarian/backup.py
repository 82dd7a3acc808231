"""备份: everything that must be kept, as one file to download."""

import tempfile
from datetime import date
from pathlib import Path

import streamlit as st

from app.app_pages.librarian.telling import Task, ask_for
from app.app_pages.person import changing, may
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
    st.button("准备备份", key="make backup", icon=":material/inventory_2:", on_click=_make, args=(kb.snapshot.kb,))
    if made := st.session_state.get(_MADE):
        name, data = made
        st.download_button(
            f"下载 {name}（{len(data) / 1e6:.1f} MB）", data, name, "application/zip", type="primary", on_click="ignore"
        )


@changing(Right.BACKUP)
def _make(kb: Path) -> None:
    def act(progress: Progress) -> str:
        with tempfile.TemporaryDirectory(prefix="duibiao-") as folder:
            out = Path(folder) / f"对标备份-{date.today():%Y%m%d}.zip"
            backups.write(kb, out, progress)
            st.session_state[_MADE] = out.name, out.read_bytes()
            return out.name

    ask_for(Task("准备备份…", act, lambda name: f"{name} 做好了，可以下载"))
