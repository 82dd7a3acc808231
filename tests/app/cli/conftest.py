"""The command line in this process, which starts quicker than one of its own."""

import pytest

from app.cli.main import main


@pytest.fixture
def typed(capsys, monkeypatch):
    """Exit code, stdout and stderr of a command."""

    def _typed(*args, kb=None):
        monkeypatch.setattr("sys.argv", ["duibiao", *map(str, args), *(["--kb", str(kb)] if kb else [])])
        with pytest.raises(SystemExit) as ended:
            main()
        return ended.value.code, *capsys.readouterr()

    return _typed
