"""Reads POMs: coordinates, modules, and what is published of them."""

import pathlib
import xml.etree.ElementTree as ElementTree

NAMESPACE = {"m": "http://maven.apache.org/POM/4.0.0"}


class Pom:
    """One POM, without what it inherits."""

    def __init__(self, text):
        self.root = ElementTree.fromstring(text)

    def text(self, path):
        """The text at a path such as "scm/url", stripped; empty if the element is absent."""
        return (self.root.findtext(steps(path), "", NAMESPACE) or "").strip()

    def all(self, path):
        return self.root.findall(steps(path), NAMESPACE)


def steps(path):
    return "/".join(f"m:{step}" for step in path.split("/"))


def published(root):
    """The packaging of each artifact id that a release has: all modules but those that say maven.deploy.skip."""
    found = {}
    for module in Pom((root / "pom.xml").read_bytes()).all("modules/module"):
        pom = Pom((root / module.text.strip() / "pom.xml").read_bytes())
        if pom.text("properties/maven.deploy.skip") != "true":
            found[pom.text("artifactId")] = pom.text("packaging") or "jar"
    return found


def version(root):
    return Pom((pathlib.Path(root) / "pom.xml").read_bytes()).text("version")
