"""A sound bundle passes, and each rule of Maven Central is broken once and noticed."""

import io
import unittest
import zipfile

from memshare_release.bundle import CHECKSUMS, findings

FOLDER = "io/memshare/memshare-core/1.2.3"
STEM = f"{FOLDER}/memshare-core-1.2.3"
POM = """<project xmlns="http://maven.apache.org/POM/4.0.0">
<groupId>io.memshare</groupId><artifactId>memshare-core</artifactId><version>1.2.3</version>
<name>core</name><description>d</description><url>u</url>
<licenses><license><name>Apache-2.0</name><url>u</url></license></licenses>
<developers><developer><name>n</name><organization>o</organization></developer></developers>
<scm><connection>c</connection><developerConnection>d</developerConnection><url>u</url></scm>
<dependencies><dependency><groupId>g</groupId><artifactId>lib</artifactId><version>4.5</version></dependency></dependencies>
</project>"""
BOM_STEM = "io/memshare/memshare-bom/1.2.3/memshare-bom-1.2.3"
BOM = POM.replace("memshare-core", "memshare-bom").replace("<name>core", "<packaging>pom</packaging><name>bom")


def jar(*names):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in ("META-INF/MANIFEST.MF", *names):
            archive.writestr(name, "x")
    return content.getvalue()


def complete(files):
    """Adds checksums and signatures; here, a signature is the content backwards."""
    whole = dict(files)
    for path, content in files.items():
        for ending, algorithm in CHECKSUMS.items():
            whole[path + ending] = algorithm(content).hexdigest().encode()
        whole[path + ".asc"] = content[::-1]
    return whole


def sound():
    return {
        f"{STEM}.pom": POM.encode(),
        f"{STEM}.jar": jar("META-INF/LICENSE"),
        f"{STEM}-sources.jar": jar(),
        f"{STEM}-javadoc.jar": jar(),
        f"{STEM}-cyclonedx.json": b"{}",
        f"{BOM_STEM}.pom": BOM.encode(),
    }


def findings_of(files, version="1.2.3"):
    packagings = {"memshare-core": "jar", "memshare-bom": "pom"}
    return findings(files, "io.memshare", version, packagings, True, lambda content, by: content == by[::-1])


class BundleTest(unittest.TestCase):
    def assert_found(self, files, *expected):
        self.assertEqual(list(expected), findings_of(files))

    def test_a_sound_bundle_has_no_findings(self):
        self.assert_found(complete(sound()))

    def test_each_missing_file_is_found(self):
        for path in sound():
            with self.subTest(path):
                files = sound()
                del files[path]
                self.assert_found(complete(files), f"{path} is missing")

    def test_a_file_of_another_module_or_version_is_found(self):
        for path in ("io/memshare/memshare-parent/1.2.3/x.pom", "io/memshare/memshare-core/1.2.4/x.jar"):
            with self.subTest(path):
                found = findings_of(complete({**sound(), path: b"x"}))
                self.assertIn(f"{path} belongs to nothing that is published", found)

    def test_a_missing_or_wrong_checksum_is_found(self):
        for ending in (".md5", ".sha1"):
            files = complete(sound())
            del files[f"{STEM}.jar{ending}"]
            self.assert_found(files, f"{STEM}.jar{ending} is missing")
        for ending in CHECKSUMS:
            files = complete(sound())
            files[f"{STEM}.jar{ending}"] = b"0"
            self.assert_found(files, f"{STEM}.jar{ending} is that of another content")

    def test_a_missing_or_wrong_signature_is_found(self):
        files = complete(sound())
        del files[f"{STEM}.pom.asc"]
        self.assert_found(files, f"{STEM}.pom.asc is missing")
        files[f"{STEM}.pom.asc"] = b"another"
        self.assert_found(files, f"{STEM}.pom.asc is no signature of it")

    def test_each_missing_element_of_the_pom_is_found(self):
        for element, text in {
            "name": "<name>core</name>",
            "description": "<description>d</description>",
            "licenses/license/name": "<name>Apache-2.0</name>",
            "licenses/license/url": "<url>u</url></license>",
            "developers/developer/name": "<name>n</name>",
            "developers/developer/organization": "<organization>o</organization>",
            "scm/connection": "<connection>c</connection>",
            "scm/developerConnection": "<developerConnection>d</developerConnection>",
        }.items():
            with self.subTest(element):
                changed = POM.replace(text, "</license>" if text.endswith("</license>") else "")
                self.assertNotEqual(POM, changed)
                self.assert_pom_found(changed, f"has no {element}")

    def test_what_does_not_belong_into_a_published_pom_is_found(self):
        for text, expected in {
            "<parent/>": "has parent",
            "<repositories/>": "has repositories",
            "<build/>": "has build",
            "<packaging>war</packaging>": "has another packaging",
            "<inceptionYear>${year}</inceptionYear>": "has a property that is not resolved",
        }.items():
            with self.subTest(text):
                self.assert_pom_found(POM.replace("<name>core", f"{text}<name>core"), expected)

    def test_what_a_dependency_must_not_be_is_found(self):
        for text, expected in {
            "": "has lib without a version",
            "<version>4-SNAPSHOT</version>": "has a snapshot of lib",
            "<version>[4,5)</version>": "has a range of versions of lib",
            "<version>4</version><scope>system</scope>": "has lib in the scope system",
        }.items():
            with self.subTest(text):
                self.assert_pom_found(POM.replace("<version>4.5</version>", text), expected)

    def assert_pom_found(self, pom, expected):
        self.assert_found(complete({**sound(), f"{STEM}.pom": pom.encode()}), f"the POM of memshare-core {expected}")

    def test_other_coordinates_are_found(self):
        self.assert_pom_found(POM.replace("<version>1.2.3", "<version>1.2.4"), "has another version: 1.2.4")

    def test_a_pom_that_is_no_xml_is_found(self):
        found = findings_of(complete({**sound(), f"{STEM}.pom": b"<project>"}))
        self.assertEqual(1, len(found))
        self.assertIn("is no XML", found[0])

    def test_a_jar_without_licence_or_that_is_no_jar_is_found(self):
        self.assert_found(complete({**sound(), f"{STEM}.jar": jar()}), f"{STEM}.jar has no META-INF/LICENSE")
        self.assert_found(complete({**sound(), f"{STEM}-sources.jar": b"x"}), f"{STEM}-sources.jar is no jar")

    def test_a_snapshot_is_found(self):
        self.assertIn("1.2.3-SNAPSHOT is a snapshot", findings_of({}, "1.2.3-SNAPSHOT"))


if __name__ == "__main__":
    unittest.main()
