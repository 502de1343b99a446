"""Serves the web pages with gunicorn, and keeps a worker process beside them."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from survey_service.settings import Settings

THREADS = 8
DRAIN_S = 30


class WebServer(BaseApplication):  # type: ignore[misc]  # gunicorn tells no types
    """gunicorn with our application; drains requests in flight when it is told to stop."""

    def __init__(self, settings: Settings, *, host: str, port: int, processes: int) -> None:
        self._settings = settings
        self._options: dict[str, Any] = {
            "bind": f"{host}:{port}",
            "workers": processes,
            "worker_class": "gthread",
            "threads": THREADS,
            "graceful_timeout": DRAIN_S,
            "accesslog": None,  # the path of an opened link is a key
            "errorlog": "-",
            "loglevel": "warning",
            "control_socket_disable": True,
        }
        super().__init__()

    def load_config(self) -> None:
        """Hand our options to gunicorn."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The application, made in each web process for itself."""
        from survey_service import logs
        from survey_service.app import create_app
        from survey_service.db import Database
        from survey_service.dbos_jobs import DbosJobs

        logs.configure()
        db = Database(self._settings.database_url)
        return create_app(self._settings, db=db, jobs=DbosJobs(db))


class WorkerBeside:
    """A worker process that lives as long as the web server does."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen([sys.executable, "-m", "survey_service.worker"], env=dict(environment))

    def __enter__(self) -> "WorkerBeside":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(DRAIN_S)
        except subprocess.TimeoutExpired:
            self._process.kill()


def environment() -> dict[str, str]:
    """This process's environment."""
    return dict(os.environ)
