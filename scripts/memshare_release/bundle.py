"""A bundle of artifacts, and the rules that Maven Central and memshare have for it."""

import hashlib
import io
import re
import zipfile
from xml.etree.ElementTree import ParseError

from memshare_release.poms import NAMESPACE, Pom

# Each of them is checked wherever it is; Central asks for the first two.
CHECKSUMS = {".md5": hashlib.md5, ".sha1": hashlib.sha1, ".sha256": hashlib.sha256, ".sha512": hashlib.sha512}
NEEDED_CHECKSUMS = (".md5", ".sha1")
NEEDED_ELEMENTS = (
    "name", "description", "url", "licenses/license/name", "licenses/license/url", "developers/developer/name",
    "developers/developer/organization", "scm/connection", "scm/developerConnection", "scm/url",
)  # fmt: skip
# What a POM in a repository must not lead to: another repository, or a file of the machine that built it.
FORBIDDEN_ELEMENTS = ("parent", "repositories", "pluginRepositories", "build", "profiles", "modules")
JARS = (".jar", "-sources.jar", "-javadoc.jar")
SBOM = "-cyclonedx.json"


def read(path):
    """The files of a zipped bundle, by their path in it."""
    with zipfile.ZipFile(path) as bundle:
        return {entry.filename: bundle.read(entry) for entry in bundle.infolist() if not entry.is_dir()}


def is_about_another(path):
    return path.endswith((".asc", *CHECKSUMS))


class Findings(list):
    """What is wrong with a bundle; empty if nothing is."""

    def expect(self, holds, text):
        if not holds:
            self.append(text)


def findings(files, group, version, packagings, signed, verify=None):
    """
    Checks a bundle as Central would.

    files: content by path; packagings: what has to be there, packaging by artifact id; signed: whether each file needs
    a signature; verify: tells whether a signature (content, signature) is good, or None not to look.
    """
    found = Findings()
    found.expect(not version.endswith("-SNAPSHOT"), f"{version} is a snapshot")
    expected = {folder_of(group, artifact, version): (artifact, kind) for artifact, kind in packagings.items()}
    for path in files:
        folder = path.rpartition("/")[0]
        found.expect(folder in expected, f"{path} belongs to nothing that is published")
    for folder, (artifact, packaging) in expected.items():
        check_component(found, files, f"{folder}/{artifact}-{version}", packaging)
        check_pom(found, files.get(f"{folder}/{artifact}-{version}.pom"), group, artifact, version, packaging)
    for path in sorted(files):
        if not is_about_another(path):
            check_checksums(found, files, path)
            if signed:
                check_signature(found, files, path, verify)
    return found


def folder_of(group, artifact, version):
    return f"{group.replace('.', '/')}/{artifact}/{version}"


def check_component(found, files, stem, packaging):
    found.expect(stem + ".pom" in files, f"{stem}.pom is missing")
    if packaging == "pom":
        return
    found.expect(stem + SBOM in files, f"{stem}{SBOM} is missing")
    for ending in JARS:
        if stem + ending not in files:
            found.append(f"{stem}{ending} is missing")
            continue
        try:
            names = zipfile.ZipFile(io.BytesIO(files[stem + ending])).namelist()
        except zipfile.BadZipFile:
            found.append(f"{stem}{ending} is no jar")
            continue
        found.expect("META-INF/MANIFEST.MF" in names, f"{stem}{ending} has no manifest")
        if ending == ".jar":
            found.expect("META-INF/LICENSE" in names, f"{stem}{ending} has no META-INF/LICENSE")


def check_pom(found, text, group, artifact, version, packaging):
    if text is None:
        return
    try:
        pom = Pom(text)
    except ParseError as failure:
        found.append(f"the POM of {artifact} is no XML: {failure}")
        return
    wanted = {"groupId": group, "artifactId": artifact, "version": version}
    for element, value in wanted.items():
        found.expect(pom.text(element) == value, f"the POM of {artifact} has another {element}: {pom.text(element)}")
    found.expect((pom.text("packaging") or "jar") == packaging, f"the POM of {artifact} has another packaging")
    for element in NEEDED_ELEMENTS:
        found.expect(pom.text(element), f"the POM of {artifact} has no {element}")
    for element in FORBIDDEN_ELEMENTS:
        found.expect(not pom.all(element), f"the POM of {artifact} has {element}")
    found.expect(not re.search(rb"\$\{", text), f"the POM of {artifact} has a property that is not resolved")
    for dependency in pom.all("dependencies/dependency") + pom.all("dependencyManagement/dependencies/dependency"):
        check_dependency(found, artifact, dependency)


def check_dependency(found, artifact, dependency):
    name = dependency.findtext("m:artifactId", "", NAMESPACE)
    version = dependency.findtext("m:version", "", NAMESPACE)
    found.expect(version, f"the POM of {artifact} has {name} without a version")
    found.expect(not version.endswith("-SNAPSHOT"), f"the POM of {artifact} has a snapshot of {name}")
    found.expect(not re.search(r"[\[(,]", version), f"the POM of {artifact} has a range of versions of {name}")
    scope = dependency.findtext("m:scope", "", NAMESPACE)
    found.expect(scope not in ("system", "test"), f"the POM of {artifact} has {name} in the scope {scope}")


def check_checksums(found, files, path):
    for ending, algorithm in CHECKSUMS.items():
        if path + ending not in files:
            found.expect(ending not in NEEDED_CHECKSUMS, f"{path}{ending} is missing")
            continue
        told = files[path + ending].split()[:1]
        real = algorithm(files[path]).hexdigest().encode()
        found.expect(told == [real], f"{path}{ending} is that of another content")


def check_signature(found, files, path, verify):
    signature = files.get(path + ".asc")
    if signature is None:
        found.append(f"{path}.asc is missing")
    elif verify is not None:
        found.expect(verify(files[path], signature), f"{path}.asc is no signature of it")
