"""Where the demo lives: one folder with its own database, mailbox, files and secret, apart from any real one."""

import os
import secrets
import shutil
import socket
from pathlib import Path

from survey_service.settings import OWN_ACCOUNT_ALONE, Settings

FOLDER = Path("var/demo")
PORT = 8000


def settings(folder: Path = FOLDER) -> Settings:
    """The demo's settings, whatever the environment says. Its mailbox listens on a port that is free now.

    What this process and its children write from now on is for their own account alone, as in the service itself.
    """
    os.umask(OWN_ACCOUNT_ALONE)
    folder.mkdir(parents=True, exist_ok=True)
    return Settings(
        secret_key=_secret(folder / "secret"),
        database_url=f"sqlite:///{folder / 'ennakko.sqlite3'}",
        base_url=f"http://127.0.0.1:{PORT}",
        files_folder=folder / "files",
        archive_folder=folder / "archives",
        cache_folder=folder / "cache",
        smtp_host="127.0.0.1",
        smtp_port=_free_port(),
        smtp_security="none",
        smtp_user="",
        smtp_password="",
        mail_from="ennakko@vaskirannanhva.example",
        mails_per_minute=6000,
        executor_id="demo-worker",
        demo=True,
        demo_folder=folder,
    )


def environment(settings: Settings) -> dict[str, str]:
    """The environment in which another process has these settings."""
    values = settings.model_dump(mode="json")
    values["secret_key"] = settings.secret_key.get_secret_value()
    values["smtp_password"] = settings.smtp_password.get_secret_value()
    return {**os.environ, **{f"ENNAKKO_{name.upper()}": str(value) for name, value in values.items()}}


def clear(folder: Path = FOLDER) -> None:
    """Forget an earlier demo, but for the encodings, which are the same again."""
    for path in folder.glob("*"):
        if path.is_dir() and path.name != "cache":
            shutil.rmtree(path)
        elif path.is_file():
            path.unlink()


def password() -> str:
    """A password for the demo's accounts that nobody types: the demo's links sign in by themselves."""
    return secrets.token_urlsafe(24)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _secret(file: Path) -> str:
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(32))
    return file.read_text()
