"""scripts/release: tries a release without one, or makes it. Nothing is uploaded and nothing is pushed."""

import argparse
import contextlib
import datetime
import os
import pathlib
import shutil
import subprocess
import sys

from memshare_release import bundle, changelog, poms, signing, versions
from memshare_release.portal import Portal

GROUP = "io.memshare"
SETTINGS = """<settings><servers><server>
  <id>central</id><username>dry-run</username><password>dry-run</password>
</server></servers></settings>
"""


class ReleaseError(Exception):
    """Why there is no release, for the person at the keyboard."""


def say(text):
    print(f"release: {text}", flush=True)


def git(root, *arguments):
    command = ["git", "-C", str(root), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def release_version(root):
    return poms.version(root).removesuffix("-SNAPSHOT")


def export(root, folder):
    """Puts what is committed into a folder of its own, without a repository around it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    archive = subprocess.run(["git", "-C", str(root), "archive", "HEAD"], check=True, capture_output=True).stdout
    subprocess.run(["tar", "-x", "-C", str(folder)], input=archive, check=True)


def prepare(root, version, day):
    """Writes into a tree what makes it the release: version, time, guides and changelog. Returns the notes."""
    versions.write(root, version, day)
    versions.write_guides(root, version)
    path = root / "CHANGELOG.md"
    text = path.read_text("utf-8")
    path.write_text(changelog.released(text, version, day), "utf-8")
    return changelog.notes(text)


def build(tree, url, home, settings):
    """Has Maven build, sign and hand over the bundle, to the portal at the URL. `home` is None without a key."""
    profiles = "release,central" if home is None else "release,sign,central"
    command = ["./mvnw", "--quiet", "--global-settings", str(settings), f"-P{profiles}", "deploy"]
    command += [f"-DcentralBaseUrl={url}", "-DwaitPollingInterval=1", "-Dmaven.test.skip=true", "-Dmaven.install.skip=true"]
    command += ["-Djacoco.skip=true", "-Dspotless.check.skip=true"]
    environment = {**os.environ, **(home or {})}
    if subprocess.run(command, cwd=tree, env=environment, stdin=subprocess.DEVNULL).returncode != 0:
        raise ReleaseError("Maven could not build the bundle, see above")


def bundle_of(tree, folder):
    """Builds the bundle of a tree into a folder, and returns what is wrong with it."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = folder / "settings.xml"
    settings.write_text(SETTINGS)
    has_gpg = shutil.which("gpg") is not None
    if not has_gpg:
        say("no gpg here: the bundle is not signed, and Maven Central would refuse it for that")
    with contextlib.ExitStack() as stack:
        home = stack.enter_context(signing.throwaway_key()) if has_gpg else None
        portal = stack.enter_context(Portal())
        build(tree, portal.url, home, settings)
        if portal.bundle is None:
            raise ReleaseError("the publishing plugin has uploaded nothing")
        path = folder / "central-bundle.zip"
        path.write_bytes(portal.bundle)
        files = bundle.read(path)
        say(f"{len(files)} files in {path}")
        verify = signing.verifier(home) if has_gpg else None
        return bundle.findings(files, GROUP, poms.version(tree), poms.published(tree), has_gpg, verify)


def dry_run(root, day, bundle_of=bundle_of):
    """Builds the bundle of what is committed as if it were the release, and checks it."""
    work = root / "target" / "release"
    version = release_version(root)
    say(f"building {version} of commit {git(root, 'rev-parse', '--short', 'HEAD')}")
    if git(root, "status", "--porcelain"):
        say("what is not committed takes no part")
    export(root, work / "tree")
    notes = prepare(work / "tree", version, day)
    (work / "notes.md").write_text(notes, "utf-8")
    report(bundle_of(work / "tree", work))
    say(f"dry run passed; the notes are in {work / 'notes.md'}")


def report(found):
    for each in found:
        say(each)
    if found:
        raise ReleaseError(f"the bundle breaks {len(found)} rules")


def check(tree):
    if subprocess.run(["./check"], cwd=tree, stdin=subprocess.DEVNULL).returncode != 0:
        raise ReleaseError("./check has failed")


def release(root, version, day, check=check, bundle_of=bundle_of):
    """Commits, checks and tags a release beside the branch, which moves on only when all has passed."""
    if not versions.VERSION.fullmatch(version):
        raise ReleaseError(f"a version is three numbers, as 1.2.3, and not '{version}'")
    if git(root, "status", "--porcelain"):
        raise ReleaseError("there are changes that are not committed")
    if git(root, "tag", "--list", f"v{version}"):
        raise ReleaseError(f"there is a tag v{version} already")
    tree, work = root / "target" / "release" / "worktree", root / "target" / "release"
    git(root, "worktree", "add", "--force", "--detach", str(tree), "HEAD")
    try:
        notes = prepare(tree, version, day)
        git(tree, "commit", "--all", "--quiet", "-m", f"Release {version}")
        commit = git(tree, "rev-parse", "HEAD")
        check(tree)
        report(bundle_of(tree, work))
        versions.write(tree, versions.following(version))
        git(tree, "commit", "--all", "--quiet", "-m", f"Begin {versions.following(version)}")
        git(root, "merge", "--ff-only", "--quiet", git(tree, "rev-parse", "HEAD"))
        message = f"memshare {version}\n\n{notes}"
        git(root, "tag", "--annotate", f"v{version}", "-m", message, "--cleanup=verbatim", commit)
    finally:
        git(root, "worktree", "remove", "--force", str(tree))
    say(f"tagged v{version}; docs/releasing.md says how to publish it")


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="scripts/release", description=__doc__)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--dry-run", action="store_true", help="build the bundle of what is committed, and check it")
    what.add_argument("version", nargs="?", help="commit, check and tag this version")
    chosen = parser.parse_args(arguments)
    root = pathlib.Path(__file__).resolve().parents[2]
    day = datetime.datetime.now(datetime.timezone.utc).date().isoformat()
    try:
        if chosen.dry_run:
            dry_run(root, day)
        else:
            release(root, chosen.version, day)
    except (ReleaseError, ValueError) as failure:
        print(f"release: {failure}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
