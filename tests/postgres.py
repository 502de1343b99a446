"""A PostgreSQL server of the tests' own: started as an ordinary user in a folder of its own, stopped at the end."""

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MISSING = "PostgreSQL is not installed; type: apt-get install postgresql"


def programs() -> Path:
    """The folder of initdb and postgres."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    assert on_path, MISSING
    return Path(on_path).parent


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """A running server with its data in `folder`; gives its address without a database name."""
    port = _free_port()
    user, demote = _ordinary_user(folder)
    run = (
        {"check": True, "stdout": subprocess.DEVNULL, "user": user, "cwd": folder}
        if demote
        else {"check": True, "stdout": subprocess.DEVNULL}
    )
    data = folder / "data"
    subprocess.run(
        [programs() / "initdb", "-D", data, "-U", "ennakko", "-A", "trust", "-E", "UTF8", "--no-sync"], **run
    )
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    control = [programs() / "pg_ctl", "-D", data, "-w", "-l", folder / "log"]
    subprocess.run([*control, "-o", options, "start"], **run)
    try:
        yield f"postgresql://ennakko@127.0.0.1:{port}"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], **run)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _ordinary_user(folder: Path) -> tuple[str, bool]:
    """PostgreSQL refuses to run as root: then the account of Debian's package runs it."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid()).pw_name, False
    account = pwd.getpwnam("postgres")
    os.chown(folder, account.pw_uid, account.pw_gid)
    for parent in list(folder.parents)[:4]:
        if parent.stat().st_uid == 0 and parent != Path("/") and parent.name.startswith(("pytest-", "popen-")):
            parent.chmod(0o711)
    return "postgres", True
