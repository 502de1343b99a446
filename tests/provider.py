"""A sign-in service of the tests' own: Debian's glewlwyd, an ordinary user's, in a folder, ended by its pid."""

import os
import pwd
import socket
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

PROGRAM = "/usr/bin/glewlwyd"
TABLES = "/usr/share/dbconfig-common/data/glewlwyd/install/sqlite3"
MISSING = "glewlwyd is not installed; type: apt-get install glewlwyd dbconfig-no-thanks"
ADMIN = {"username": "admin", "password": "password"}
CLIENT, SECRET, PASSWORD = "ennakko", "the secret of the client", "salasana palvelussa"


@dataclass(frozen=True)
class Provider:
    """A running service with one client, `CLIENT`, that comes back to `back`."""

    address: str
    back: str

    @property
    def issuer(self) -> str:
        return f"{self.address}/api/oidc"

    def add_person(self, name: str, email: str, *, verified: bool = True) -> None:
        person = {
            "username": name,
            "password": PASSWORD,
            "email": email,
            "verified": "1" if verified else "0",
            "scope": ["openid", "email"],
            "enabled": True,
        }
        _done(self._admin().post(f"{self.address}/api/user/", json=person))

    def let_in(self, name: str, asked: str) -> str:
        """A person's browser at the address `asked`: signs in, allows it, and is led back to this address."""
        browser = requests.Session()
        _done(browser.post(f"{self.address}/api/auth/", json={"username": name, "password": PASSWORD}))
        _done(browser.put(f"{self.address}/api/auth/grant/{CLIENT}/", json={"scope": "openid email"}))
        return browser.get(f"{asked}&g_continue", allow_redirects=False).headers["Location"]

    def _admin(self) -> requests.Session:
        session = requests.Session()
        _done(session.post(f"{self.address}/api/auth/", json=ADMIN))
        return session


@contextmanager
def running(folder: Path, back: str) -> Iterator[Provider]:
    """A service with its files in `folder`."""
    assert Path(PROGRAM).exists(), MISSING
    port = _free_port()
    provider = Provider(f"http://127.0.0.1:{port}", back)
    _tables(folder / "glewlwyd.db")
    (folder / "glewlwyd.conf").write_text(_settings(folder, port))
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [PROGRAM, "--config-file", folder / "glewlwyd.conf"], stdout=log, stderr=log, **_ordinary_user(folder)
        )
    try:
        _wait_for(provider.address, process, folder / "log")
        _configure(provider)
        yield provider
    finally:
        process.terminate()
        process.wait(30)


def _settings(folder: Path, port: int) -> str:
    nothing = folder / "nothing"
    nothing.mkdir()
    modules = "".join(
        f'{name}_path = "{Path("/usr/lib/glewlwyd") / kind}"\n'
        for name, kind in (
            ("user_module", "user"),
            ("client_module", "client"),
            ("user_auth_scheme_module", "scheme"),
            ("plugin_module", "plugin"),
            ("user_middleware_module", str(nothing)),
        )
    )
    return (
        f'port = {port}\nbind_address = "127.0.0.1"\nexternal_url = "http://127.0.0.1:{port}"\n'
        'login_url = "login.html"\napi_prefix = "api"\nlog_mode = "console"\nlog_level = "WARNING"\ncookie_secure = 0\n'
        'admin_session_authentication = "cookie"\nprofile_session_authentication = "cookie"\n'
        'session_expiration = 3600\nsession_key = "S"\nadmin_scope = "g_admin"\nprofile_scope = "g_profile"\n'
        f'hash_algorithm = "SHA512"\n{modules}database = {{ type = "sqlite3"; path = "{folder}/glewlwyd.db"; }};\n'
    )


def _tables(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.executescript(Path(TABLES).read_text())
    connection.execute(
        "INSERT INTO g_scope (gs_name, gs_password_required, gs_password_max_age) VALUES ('email', 0, 0)"
    )
    connection.execute(
        "UPDATE g_user_module_instance "
        "SET gumi_parameters = json_set(gumi_parameters, '$.\"data-format\".verified', json(?))",
        ('{"multiple": false, "read": true, "write": true}',),
    )
    connection.commit()
    connection.close()


def _configure(provider: Provider) -> None:
    admin = provider._admin()
    key = ec.generate_private_key(ec.SECP256R1())
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
    public = (
        key.public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
        .decode()
    )
    plugin = {
        "module": "oidc",
        "name": "oidc",
        "display_name": "OIDC",
        "parameters": {
            "iss": provider.issuer,
            "jwt-type": "ecdsa",
            "jwt-key-size": "256",
            "key": private,
            "cert": public,
            "access-token-duration": 600,
            "refresh-token-duration": 600,
            "code-duration": 60,
            "allow-non-oidc": False,
            "auth-type-code-enabled": True,
            "auth-type-token-enabled": False,
            "auth-type-id-token-enabled": True,
            "auth-type-none-enabled": False,
            "auth-type-password-enabled": False,
            "auth-type-client-enabled": False,
            "auth-type-device-enabled": False,
            "auth-type-refresh-enabled": False,
            "jwks-show": True,
            "subject-type": "public",
            "pkce-allowed": True,
            "pkce-required": True,
            "pkce-method-plain-allowed": False,
            "email-claim": "mandatory",
            "name-claim": "no",
            "scope-claim": "no",
            "claims": [
                {
                    "name": "email_verified",
                    "user-property": "verified",
                    "type": "boolean",
                    "boolean-value-true": "1",
                    "boolean-value-false": "0",
                    "mandatory": True,
                    "scope": [],
                }
            ],
        },
    }
    _done(admin.post(f"{provider.address}/api/mod/plugin/", json=plugin))
    client = {
        "client_id": CLIENT,
        "name": CLIENT,
        "confidential": True,
        "client_secret": SECRET,
        "redirect_uri": [provider.back],
        "authorization_type": ["code"],
        "token_endpoint_auth_method": ["client_secret_basic"],
        "scope": [],
        "enabled": True,
    }
    _done(admin.post(f"{provider.address}/api/client/", json=client))


def _done(answer: requests.Response) -> None:
    assert answer.status_code == 200, (answer.request.method, answer.url, answer.status_code, answer.text)


def _wait_for(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            requests.get(f"{address}/config", timeout=5)
        except requests.ConnectionError:
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < until, "the sign-in service does not begin to listen"
            time.sleep(0.05)
        else:
            return


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _ordinary_user(folder: Path) -> dict[str, str]:
    """As root, an account without any rights runs it."""
    if os.geteuid() != 0:
        return {}
    account = pwd.getpwnam("nobody")
    for path in (folder, *folder.rglob("*")):
        os.chown(path, account.pw_uid, account.pw_gid)
    folder.chmod(0o711)
    return {"user": account.pw_name}
