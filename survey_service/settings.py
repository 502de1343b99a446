"""The service's settings, read once from the environment (prefix ENNAKKO_) and handed down as plain values."""

from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

OWN_ACCOUNT_ALONE = 0o077
"""The umask under which answers, attached files, links and mails are written."""
THIS_MACHINE = {"127.0.0.1", "localhost", "::1"}
ADDRESS = r"unix:/.+|tcp://([^:/\s]+|\[[0-9a-fA-F:]+\]):\d{1,5}"
"""Where a scanner may listen."""
PLACEHOLDERS = {"", "changeme", "change-me", "secret", "dev"}


class SignInService(BaseModel):
    """A county's own sign-in service (OpenID Connect), such as its tenant of Entra ID.

    `issuer` is its address, under which its description is published. `trusts_addresses`: what it says to be somebody's
    e-mail address is so, though it does not mark it as verified; right for a service of the county's own people alone.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    issuer: str
    client_id: str
    client_secret: SecretStr
    trusts_addresses: bool = False

    @field_validator("issuer")
    @classmethod
    def _is_encrypted_or_here(cls, value: str) -> str:
        return _encrypted_or_here(value, "the address of a sign-in service must begin with https://")

    @property
    def description_url(self) -> str:
        """Where the service describes itself (OpenID Connect Discovery)."""
        return f"{self.issuer.rstrip('/')}/.well-known/openid-configuration"


class Settings(BaseSettings):
    """Every default is safe in production; what has no safe default must be given.

    `proxies` is the number of reverse proxies in front, whose word on the browser's address is taken. `workers` read
    and encode the answers of a synthesis: a number of processes, or the address of a Dask scheduler. `encoder` is
    what knows meaning: e5, lexical, or the folder of a sentence-transformers model. `clamd` is where the virus scanner
    listens (unix:/path or tcp://host:port; empty: files are not scanned). `files_per_response` and
    `megabytes_per_response` count every file that one response ever got. `archive_folder` holds the archive packages.
    `sign_in_services` are the counties' own, by the county's code: JSON such as
    {"99": {"issuer": "https://…", "client_id": "…", "client_secret": "…"}}.

    What becomes of mails is told in two ways. `bounce_address` is where mail servers send word of those that did not
    arrive (empty: to `mail_from`); with `{mail}` in it (`palautukset+{mail}@…`, where the server takes such addresses)
    each mail has its own. `imap_*` is the box behind it, one that nothing else reads (empty host: none is read).
    `webhook_secret` signs what a mail service posts to /posti/tapahtumat (empty: nothing is taken there).
    """

    model_config = SettingsConfigDict(env_prefix="ENNAKKO_", frozen=True, extra="ignore")

    secret_key: SecretStr
    database_url: str = "sqlite:///var/ennakko.sqlite3"
    base_url: str = "http://127.0.0.1:8000"
    proxies: int = Field(default=0, ge=0)
    files_folder: Path = Path("var/files")
    files_per_response: int = Field(default=60, gt=0)
    megabytes_per_response: int = Field(default=300, gt=0)
    archive_folder: Path = Path("var/archives")
    clamd: str = Field(default="", pattern=rf"^({ADDRESS})?$")
    cache_folder: Path = Path("var/cache")
    smtp_host: str = "127.0.0.1"
    smtp_port: int = 25
    smtp_security: Literal["starttls", "tls", "none"] = "starttls"
    smtp_user: str = ""
    smtp_password: SecretStr = SecretStr("")
    mail_from: str = "ennakko@localhost.localdomain"
    mails_per_minute: int = Field(default=120, gt=0)
    bounce_address: str = Field(default="", pattern=r"^([^@\s]+@[^@\s]+)?$")
    imap_host: str = ""
    imap_port: int = 993
    imap_security: Literal["tls", "starttls", "none"] = "tls"
    imap_user: str = ""
    imap_password: SecretStr = SecretStr("")
    imap_folder: str = "INBOX"
    webhook_secret: SecretStr = SecretStr("")
    sign_in_services: dict[str, SignInService] = {}
    workers: str = Field(default="1", pattern=r"^([1-9][0-9]*|[a-z]+://\S+)$")
    encoder: str = "e5"
    executor_id: str = "worker-1"
    demo: bool = False
    demo_folder: Path = Path("var/demo")

    @field_validator("secret_key")
    @classmethod
    def _is_no_placeholder(cls, value: SecretStr) -> SecretStr:
        if value.get_secret_value().lower() in PLACEHOLDERS or len(value.get_secret_value()) < 16:
            raise ValueError("ENNAKKO_SECRET_KEY must be a random text of at least 16 characters")
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _is_long_enough(cls, value: SecretStr) -> SecretStr:
        if 0 < len(value.get_secret_value()) < 16:
            raise ValueError("ENNAKKO_WEBHOOK_SECRET must be a random text of at least 16 characters")
        return value

    @field_validator("encoder")
    @classmethod
    def _is_known_or_a_folder(cls, value: str) -> str:
        if value not in ("e5", "lexical") and not Path(value).is_dir():
            raise ValueError("ENNAKKO_ENCODER must be e5, lexical or the folder of a sentence-transformers model")
        return value

    @field_validator("base_url")
    @classmethod
    def _is_encrypted_or_here(cls, value: str) -> str:
        return _encrypted_or_here(value, "links that leave this machine must begin with https://").rstrip("/")

    @property
    def served_over_https(self) -> bool:
        """Whether cookies may be marked Secure and browsers told to insist on TLS."""
        return self.base_url.startswith("https://")


def _encrypted_or_here(value: str, trouble: str) -> str:
    address = urlsplit(value)
    if address.scheme != "https" and address.hostname not in THIS_MACHINE:
        raise ValueError(trouble)
    return value
