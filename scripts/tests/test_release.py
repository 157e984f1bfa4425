"""A release moves the branch and sets the tag when everything has passed, and leaves both alone when anything fails."""

import contextlib
import io
import pathlib
import tempfile
import unittest
import urllib.error
import urllib.request

from memshare_release import changelog, command, poms, versions
from memshare_release.portal import Portal

PARENT = """<project xmlns="http://maven.apache.org/POM/4.0.0"><artifactId>memshare-parent</artifactId>
<version>1.2.0-SNAPSHOT</version><modules><module>core</module><module>sample</module></modules>
<properties><other.version>1.2.0</other.version><project.build.outputTimestamp>2000-01-01T00:00:00Z</project.build.outputTimestamp></properties></project>"""
MODULE = """<project xmlns="http://maven.apache.org/POM/4.0.0"><parent><artifactId>memshare-parent</artifactId>
<version>1.2.0-SNAPSHOT</version></parent><artifactId>memshare-{}</artifactId>{}</project>"""
CHANGES = "# Changes\n\n## Unreleased\n\n### Added\n\n- A thing.\n\n## 1.1.0 - 2000-01-01\n\n- An old thing.\n"
GUIDE = """<artifactId>memshare-spring-boot-starter</artifactId>
  <version>1.1.0</version> and <artifactId>other</artifactId> <version>1.1.0</version>
implementation("io.memshare:memshare-spring-boot-starter:1.1.0")
"""


class ReleaseTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name, "päth with space")
        self.root.mkdir()
        for path, text in {
            "pom.xml": PARENT,
            "core/pom.xml": MODULE.format("core", ""),
            "sample/pom.xml": MODULE.format(
                "sample", "<properties><maven.deploy.skip>true</maven.deploy.skip></properties>"
            ),
            "CHANGELOG.md": CHANGES,
            "README.md": GUIDE,
            "docs/testing.md": GUIDE,
            ".gitignore": "target/\n",
            "consumer/gradle/gradle.properties": "memshareVersion=1.2.0-SNAPSHOT\n",
        }.items():
            file = self.root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("config", "user.email", "release@example.org")
        self.git("config", "user.name", "release")
        self.git("add", "--all")
        self.git("commit", "--quiet", "-m", "Begin")
        self.before = self.git("rev-parse", "HEAD")

    def git(self, *arguments):
        return command.git(self.root, *arguments)

    def release(self, version="1.2.0", check=lambda tree: None, bundle_of=lambda tree, work: []):
        with contextlib.redirect_stdout(io.StringIO()):
            command.release(self.root, version, "2026-02-03", check, bundle_of)

    def show(self, path):
        return self.git("show", f"v1.2.0:{path}")

    def test_what_passed_is_tagged_and_the_next_version_begins(self):
        seen = []
        self.release(check=lambda tree: seen.append(poms.version(tree)))
        self.assertEqual(["1.2.0"], seen)
        self.assertEqual("1.2.0", poms.Pom(self.show("pom.xml")).text("version"))
        self.assertIn("<version>1.2.0</version>", self.show("core/pom.xml"))
        self.assertIn("2026-02-03T00:00:00Z", self.show("pom.xml"))
        self.assertIn("## Unreleased\n\n## 1.2.0 - 2026-02-03\n\n### Added", self.show("CHANGELOG.md"))
        self.assertIn("- A thing.", self.git("tag", "--list", "--format=%(contents)", "v1.2.0"))
        self.assertNotIn("An old thing", self.git("tag", "--list", "--format=%(contents)", "v1.2.0"))
        self.assertEqual("1.3.0-SNAPSHOT", poms.version(self.root))
        self.assertIn("<other.version>1.2.0<", (self.root / "pom.xml").read_text("utf-8"))
        self.assertIn("<version>1.3.0-SNAPSHOT</version>", (self.root / "core/pom.xml").read_text("utf-8"))
        self.assertEqual("memshareVersion=1.3.0-SNAPSHOT\n", (self.root / "consumer/gradle/gradle.properties").read_text())
        self.assertEqual("main", self.git("rev-parse", "--abbrev-ref", "HEAD"))
        self.assertEqual("", self.git("status", "--porcelain"))

    def test_guides_name_the_release_also_after_it(self):
        self.release()
        expected = GUIDE.replace("<version>1.1.0</version> and", "<version>1.2.0</version> and")
        expected = expected.replace("starter:1.1.0", "starter:1.2.0")
        for guide in versions.GUIDES:
            self.assertEqual(expected, (self.root / guide).read_text("utf-8"))

    def assert_refused(self, expected, **arguments):
        with self.assertRaisesRegex((command.ReleaseError, ValueError), expected):
            self.release(**arguments)
        self.assertEqual(self.before, self.git("rev-parse", "HEAD"))
        self.assertEqual(1, len(self.git("worktree", "list").splitlines()))

    def test_a_failing_check_leaves_everything_as_it_was(self):
        def fails(tree):
            raise command.ReleaseError("a test failed")

        self.assert_refused("a test failed", check=fails)
        self.assertEqual("", self.git("tag", "--list"))

    def test_a_bundle_with_findings_leaves_everything_as_it_was(self):
        self.assert_refused("breaks 2 rules", bundle_of=lambda tree, work: ["one", "two"])
        self.assertEqual("", self.git("tag", "--list"))

    def test_what_is_no_version_is_refused(self):
        self.assert_refused("three numbers", version="v1.2")

    def test_changes_that_are_not_committed_are_refused(self):
        (self.root / "README.md").write_text("changed", "utf-8")
        self.assert_refused("not committed")

    def test_a_tag_that_exists_is_refused(self):
        self.git("tag", "v1.2.0")
        self.assert_refused("already")

    def test_a_dry_run_leaves_the_tree_and_prepares_a_copy(self):
        seen = []

        def bundle_of(tree, work):
            seen.append((poms.version(tree), poms.published(tree)))
            return []

        with contextlib.redirect_stdout(io.StringIO()):
            command.dry_run(self.root, "2026-02-03", bundle_of)
        self.assertEqual([("1.2.0", {"memshare-core": "jar"})], seen)
        self.assertEqual("", self.git("status", "--porcelain"))
        self.assertEqual("### Added\n\n- A thing.\n", (self.root / "target/release/notes.md").read_text("utf-8"))

    def test_a_changelog_without_news_or_with_the_version_is_refused(self):
        with self.assertRaisesRegex(ValueError, "nothing"):
            changelog.released("## Unreleased\n\n## 1.0.0\n\n- Old.\n", "1.2.0", "2026-02-03")
        with self.assertRaisesRegex(ValueError, "already"):
            changelog.released(CHANGES, "1.1.0", "2026-02-03")


class PortalTest(unittest.TestCase):
    def send(self, url, body, kind):
        request = urllib.request.Request(url, data=body, headers={"Content-Type": kind}, method="POST")
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.read()

    def test_the_bundle_of_the_form_is_kept_byte_by_byte(self):
        content = b"PK\r\n\r\n\x00--\r\n"
        form = b'--b\r\nContent-Disposition: form-data; name="bundle"; filename="b.zip"\r\n\r\n' + content + b"\r\n--b--\r\n"
        with Portal() as portal:
            status, deployment = self.send(portal.url + "/api/v1/publisher/upload", form, "multipart/form-data; boundary=b")
            self.assertEqual(201, status)
            self.assertEqual(content, portal.bundle)
            _, state = self.send(f"{portal.url}/api/v1/publisher/status?id={deployment.decode()}", b"", "text/plain")
            self.assertIn(b'"VALIDATED"', state)

    def test_a_form_without_a_bundle_is_refused(self):
        with Portal() as portal, self.assertRaises(urllib.error.HTTPError) as refused:
            self.send(portal.url + "/api/v1/publisher/upload", b"--b--", "multipart/form-data; boundary=b")
        refused.exception.close()
        self.assertEqual(400, refused.exception.code)


if __name__ == "__main__":
    unittest.main()
