"""Writes a version into the files that name the version of memshare."""

import re

from memshare_release import poms

VERSION = re.compile(r"\d+\.\d+\.\d+")
# Beside the modules: projects that use memshare as a user does.
USERS = ("consumer/maven/pom.xml", "consumer/gradle/gradle.properties")
# What tells a user which version to take; stays at the release when the next version begins.
GUIDES = ("README.md", "docs/testing.md")
# Nothing else has the version: that of a dependency may read the same.
PLACES = (r"<artifactId>memshare-[a-z-]+</artifactId>\s*<version>", "<memshare.version>", "memshareVersion=")


def following(version):
    """The snapshot that comes after a release."""
    major, minor, _ = version.split(".")
    return f"{major}.{int(minor) + 1}.0-SNAPSHOT"


def write(root, version, day=None):
    """Sets the version of the modules, and, with the day of a release, the time that archives get."""
    old = poms.version(root)
    named = [*sorted(root.rglob("pom.xml")), *(root / each for each in USERS)]
    for path in dict.fromkeys(named):
        if path.is_file() and "target" not in path.relative_to(root).parts:
            replace(path, rf"({'|'.join(PLACES)}){re.escape(old)}(?=[\s<])", rf"\g<1>{version}")
    if day:
        element = "project.build.outputTimestamp"
        replace(root / "pom.xml", rf"(<{element}>)[^<]*(</{element}>)", rf"\g<1>{day}T00:00:00Z\g<2>")


def write_guides(root, version):
    for guide in GUIDES:
        path = root / guide
        replace(path, r"(<artifactId>memshare-[a-z-]+</artifactId>\s*<version>)[^<$]*", rf"\g<1>{version}")
        replace(path, r'(io\.memshare:memshare-[a-z-]+:)[^"\s`]+', rf"\g<1>{version}")


def replace(path, pattern, replacement):
    path.write_text(re.sub(pattern, replacement, path.read_text("utf-8")), "utf-8")
