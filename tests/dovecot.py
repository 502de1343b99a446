"""A dovecot of the tests' own: IMAP on loopback without TLS, an ordinary user's, in its own folder, ended by pid."""

import grp
import os
import pwd
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROGRAM = "/usr/sbin/dovecot"
MISSING = "dovecot is not installed; type: apt-get install dovecot-imapd"
USER, PASSWORD = "palautukset", "palautusten-avain"


@dataclass(frozen=True)
class Box:
    """Where the server listens, and the folder into which mails are put for its one user."""

    port: int
    folder: Path

    def put(self, name: str, content: bytes) -> None:
        """Put a mail into the box, as a mail server delivers it."""
        (self.folder / "tmp" / name).write_bytes(content)
        (self.folder / "tmp" / name).chmod(0o644)
        (self.folder / "tmp" / name).rename(self.folder / "new" / name)


@contextmanager
def running(folder: Path) -> Iterator[Box]:
    """A running dovecot with its files in `folder`."""
    assert Path(PROGRAM).exists(), MISSING
    account = _ordinary_user()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    box = Box(port, folder / "mail")
    for part in ("", "tmp", "new", "cur"):
        (box.folder / part).mkdir(parents=True, exist_ok=True)
    (folder / "dovecot.conf").write_text(_settings(folder, port, account))
    _hand_over(folder, account)
    process = subprocess.Popen(
        [PROGRAM, "-F", "-c", folder / "dovecot.conf"],
        **({"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}),
    )
    try:
        _wait_for(port, process, folder)
        yield box
    finally:
        process.terminate()
        process.wait(30)


def _settings(folder: Path, port: int, account: pwd.struct_passwd) -> str:
    group = grp.getgrgid(account.pw_gid).gr_name
    return f"""
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = {account.pw_name}
default_internal_group = {group}
default_login_user = {account.pw_name}
mail_location = maildir:{folder}/mail
first_valid_uid = 1
first_valid_gid = 1
passdb {{
  driver = static
  args = user={USER} password={PASSWORD}
}}
userdb {{
  driver = static
  args = uid={account.pw_uid} gid={account.pw_gid} home={folder} allow_all_users=yes
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


def _ordinary_user() -> pwd.struct_passwd:
    """As root, an account of Debian's package runs it."""
    return pwd.getpwnam("dovecot") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())


def _hand_over(folder: Path, account: pwd.struct_passwd) -> None:
    if os.geteuid() != 0:
        return
    for path in (folder, *folder.rglob("*")):
        os.chown(path, account.pw_uid, account.pw_gid)
    for parent in list(folder.parents)[:4]:
        if parent.name.startswith(("pytest-", "popen-")):
            parent.chmod(0o711)


def _wait_for(port: int, process: "subprocess.Popen[bytes]", folder: Path) -> None:
    until = time.monotonic() + 60
    while True:
        assert process.poll() is None, (folder / "log").read_text()
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert time.monotonic() < until, "dovecot does not begin to listen"
        time.sleep(0.05)
