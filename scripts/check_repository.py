"""What must not stand in the repository: addresses in locks, paths of a machine, texts that belong elsewhere."""

import re
import subprocess
import sys
from pathlib import Path

PLACES = re.compile(r"(^|[^\w./])/(w[o]rk|r[o]ot|t[m]p/team)/")


def main() -> int:
    """Print each finding; 1 when there is any."""
    findings = [
        f"{lock}: an address stands in a lock"
        for lock in Path("requirements").glob("*.lock")
        if "://" in lock.read_text()
    ]
    tracked = subprocess.run(["git", "ls-files"], capture_output=True, text=True, check=True).stdout.split("\n")
    for name in filter(None, tracked):
        try:
            text = Path(name).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue
        findings += [
            f"{name}:{number}: a path of one machine"
            for number, line in enumerate(text.split("\n"), 1)
            if PLACES.search(line)
        ]
    print("\n".join(findings) or "Repository: nothing that should not be there.")
    return bool(findings)


if __name__ == "__main__":
    sys.exit(main())
