"""Signatures by gpg: a key that is made for one dry run, and whether a signature is good."""

import contextlib
import os
import pathlib
import shutil
import subprocess
import tempfile


def run(*arguments, home):
    return subprocess.run(
        ["gpg", "--batch", "--quiet", *arguments],
        env={**os.environ, **home},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ).returncode


@contextlib.contextmanager
def throwaway_key():
    """The environment in which gpg has one key, without a passphrase, for the time of the context."""
    # Not below target: the path of the agent's socket would be too long.
    folder = tempfile.mkdtemp(prefix="memshare-gpg-")
    home = {"GNUPGHOME": folder}
    try:
        key = ("--passphrase", "", "--quick-generate-key", "memshare dry run", "ed25519", "sign", "1d")
        if run(*key, home=home) != 0:
            raise RuntimeError("gpg could not make a key")
        yield home
    finally:
        subprocess.run(["gpgconf", "--homedir", folder, "--kill", "all"], check=False)
        shutil.rmtree(folder, ignore_errors=True)


def verifier(home):
    """A function that tells whether a signature belongs to a content."""

    def verify(content, signature):
        with tempfile.TemporaryDirectory() as folder:
            signed, by = pathlib.Path(folder, "content"), pathlib.Path(folder, "content.asc")
            signed.write_bytes(content)
            by.write_bytes(signature)
            return run("--verify", str(by), str(signed), home=home) == 0

    return verify
