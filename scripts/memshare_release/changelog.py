"""The notes of a release, from CHANGELOG.md."""

import re

UNRELEASED = "## Unreleased"


def notes(text, title=UNRELEASED):
    """What stands under a title, up to the next one of its rank."""
    found = re.search(rf"^{re.escape(title)}[^\n]*\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return found.group(1).strip() + "\n" if found and found.group(1).strip() else ""


def released(text, version, day):
    """The changelog with what was unreleased under the version; what comes then begins empty."""
    if not notes(text):
        raise ValueError(f"CHANGELOG.md has nothing under '{UNRELEASED}'")
    if re.search(rf"^## {re.escape(version)}\b", text, re.MULTILINE):
        raise ValueError(f"CHANGELOG.md has {version} already")
    return re.sub(rf"^{UNRELEASED}[ \t]*$", f"{UNRELEASED}\n\n## {version} - {day}", text, count=1, flags=re.MULTILINE)
