"""A clamd of the tests' own: an ordinary user's, on a socket in its own folder, with one signature, ended by pid."""

import os
import pwd
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAM = "/usr/sbin/clamd"
MISSING = "clamd is not installed; type: apt-get install clamav-daemon"
# the test string of the virus scanners, in parts so that none of them minds this file
TEST_VIRUS = "".join(("X5O!P%@AP[4\\PZX54(P^)7CC)7}$", "EICAR", "-STANDARD-ANTIVIRUS-", "TEST-FILE", "!$H+H*")).encode()
STREAM_MAX = "30M"


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """A running clamd with its files in `folder`; gives its address as the service's setting writes it."""
    assert Path(PROGRAM).exists(), MISSING
    socket, signatures = folder / "clamd.socket", folder / "signatures"
    signatures.mkdir()
    (signatures / "test.ndb").write_text(f"Test.Virus:0:*:{TEST_VIRUS.hex()}\n")
    (folder / "clamd.conf").write_text(
        f"LocalSocket {socket}\nDatabaseDirectory {signatures}\nTemporaryDirectory {folder}\nForeground yes\n"
        f"StreamMaxLength {STREAM_MAX}\nMaxThreads 4\n"
    )
    user = _ordinary_user(folder)
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [PROGRAM, "--config-file", folder / "clamd.conf"],
            stdout=subprocess.DEVNULL,
            stderr=log,
            **({"user": user} if user else {}),
        )
    try:
        _wait_for(socket, process)
        yield f"unix:{socket}"
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(socket: Path, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 60
    while not socket.exists():
        assert process.poll() is None, (socket.parent / "log").read_text()
        assert time.monotonic() < until, "clamd does not begin to listen"
        time.sleep(0.05)


def _ordinary_user(folder: Path) -> str | None:
    """As root, the account of Debian's package runs it."""
    if os.geteuid() != 0:
        return None
    account = pwd.getpwnam("clamav")
    for path in (folder, *folder.rglob("*")):
        os.chown(path, account.pw_uid, account.pw_gid)
    for parent in list(folder.parents)[:4]:
        if parent.name.startswith(("pytest-", "popen-")):
            parent.chmod(0o711)
    folder.chmod(0o711)
    return account.pw_name
