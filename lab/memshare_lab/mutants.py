"""Mutations of the rules: each is applied to a copy of one source, compiled before all others, and has to fail a test."""

import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import tomllib

TOP = Path(__file__).parent.parent.parent
LIST = TOP / "lab" / "mutations.toml"
SECONDS = 240  # of one class of tests; a mutation that makes it hang is noticed as well
MODULES = ("core", "spring-session")
CLASSES = [TOP / module / "target" / kind for module in MODULES for kind in ("test-classes", "classes")]

# Runs classes one after the other and ends with the first test that fails.
RUNNER = """
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.*;
import org.junit.platform.launcher.core.*;

class Runner implements TestExecutionListener {
    private int tests;

    @Override
    public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
        tests += identifier.isTest() ? 1 : 0;
        if (result.getStatus() == TestExecutionResult.Status.FAILED) {
            System.out.println("failed: " + identifier.getUniqueId());
            System.exit(1);
        }
    }

    public static void main(String[] names) {
        for (String name : names) {
            Runner runner = new Runner();
            LauncherFactory.create().execute(LauncherDiscoveryRequestBuilder.request()
                    .selectors(DiscoverySelectors.selectClass(name)).build(), runner);
            if (runner.tests == 0) {
                System.out.println("no test in " + name);
                System.exit(2);
            }
        }
        System.exit(0);
    }
}
"""


@dataclass(frozen=True)
class Mutation:
    """A rule that is broken, where, and by which tests that has to be noticed."""

    name: str
    rule: str
    file: str
    edits: tuple
    tests: tuple
    survives: str = ""

    def source(self):
        """Returns the source with the rule broken."""
        text = (TOP / self.file).read_text(encoding="utf-8")
        for old, new in self.edits:
            if text.count(old) != 1:
                raise SystemExit(f"mutants: {self.name}: {self.file} has not once: {old.strip().splitlines()[0]}")
            text = text.replace(old, new)
        return text

    def digest(self):
        """Returns what changes when the mutation, the source that it breaks, or a test that has to notice does."""
        parts = [self.source(), *self.tests, *(test_source(each) for each in self.tests)]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def test_source(name):
    """Returns the source of a class of tests."""
    path = Path("src", "test", "java", *name.split(".")).with_suffix(".java")
    for module in MODULES:
        if (TOP / module / path).is_file():
            return (TOP / module / path).read_text(encoding="utf-8")
    raise SystemExit(f"mutants: there is no {name}")


class Results:
    """What the tests made of mutations, one line of JSON each, kept in a file so that a run that was broken off goes on."""

    def __init__(self, file):
        self.file = file
        self.known = {}
        if file and file.is_file():
            for line in file.read_text(encoding="utf-8").splitlines():
                result = json.loads(line)
                self.known[result["name"]] = result

    def of(self, mutation):
        """Returns what noticed a mutation, an empty text if nothing did, None if that is not known."""
        result = self.known.get(mutation.name)
        return result["noticed"] if result and result["digest"] == mutation.digest() else None

    def add(self, mutation, noticed, seconds):
        if self.file:
            with open(self.file, "a", encoding="utf-8") as lines:
                lines.write(json.dumps({"name": mutation.name, "noticed": noticed, "seconds": round(seconds),
                                        "digest": mutation.digest()}) + "\n")


def mutations():
    """Returns the list."""
    with open(LIST, "rb") as lines:
        return [Mutation(**{**each, "edits": tuple(map(tuple, each["edits"])), "tests": tuple(each["tests"])})
                for each in tomllib.load(lines)["mutation"]]


def class_path():
    """Returns what the tests need, and the launcher of the version that the tests are run with."""
    libraries = (TOP / "spring-session" / "target" / "test.classpath").read_text(encoding="utf-8").strip().split(os.pathsep)
    libraries = [each for each in libraries if not each.startswith(str(TOP / "core"))]
    engine = next(each for each in libraries if "/junit-platform-engine/" in each)
    launcher = Path(re.sub("junit-platform-engine", "junit-platform-launcher", engine))
    if not launcher.is_file():
        raise SystemExit(f"mutants: {launcher} is missing, which Maven fetches to run tests; run a test first")
    return [str(each) for each in CLASSES] + libraries + [str(launcher)]


def java(program):
    home = os.environ.get("JAVA_HOME")
    return os.path.join(home, "bin", program) if home else program


def compiled(work, paths, name, text):
    """Compiles a source alone; returns where its classes are."""
    folder = work / name
    source = folder / "source" / Path(name).name
    if not source.suffix:
        source = source.with_suffix(".java")
    source.parent.mkdir(parents=True)
    source.write_text(text, encoding="utf-8")
    done = subprocess.run([java("javac"), "-proc:none", "-nowarn", "-d", str(folder), "-cp", os.pathsep.join(paths), str(source)],
                          capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"mutants: {name} does not compile:\n{done.stderr}")
    return str(folder)


def run(work, paths, tests):
    """Runs tests; returns what noticed something, or nothing."""
    try:
        done = subprocess.run([java("java"), "-Xmx700m", "-cp", os.pathsep.join(paths), "Runner", *tests], cwd=TOP / "spring-session",
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, timeout=SECONDS * len(tests), check=False)
    except subprocess.TimeoutExpired:
        return f"no end within {SECONDS * len(tests)} s"
    (work / "last.log").write_text(done.stdout, encoding="utf-8")
    if done.returncode == 0:
        return ""
    if done.returncode != 1:
        raise SystemExit(f"mutants: {done.stdout[-2000:]}")
    failed = next(line for line in done.stdout.splitlines() if line.startswith("failed: "))
    found = re.search(r"class:([\w.]+)\.(\w+)\].*?(?:method|test-template):(\w+)", failed)
    return f"{found[2]}.{found[3]}" if found else failed


def main():
    parser = argparse.ArgumentParser(prog="lab/mutants", description="Breaks the rules of the product one at a time, and runs the"
                                     " tests that should notice.")
    parser.add_argument("--only", help="names of mutations, with commas between")
    parser.add_argument("--part", help="I/N: the I-th of N parts of the list")
    parser.add_argument("--list", action="store_true", help="tells the names and rules, and ends")
    parser.add_argument("--results", type=Path, help="a file that keeps each result as soon as it is known; what it has is not run again"
                        " unless the mutation, the source or the tests have changed")
    parser.add_argument("--work", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    chosen = mutations()
    if options.only:
        names = options.only.split(",")
        unknown = set(names) - {each.name for each in chosen}
        if unknown:
            parser.error(f"unknown: {', '.join(sorted(unknown))}")
        chosen = [each for each in chosen if each.name in names]
    if options.part:
        index, _, count = options.part.partition("/")
        chosen = chosen[int(index) - 1::int(count)]
    if options.list:
        for each in chosen:
            print(f"{each.name}: {each.rule}")
        return
    for each in chosen:
        each.digest()  # before hours of tests: ends the program if a piece of source or a test is not there any more
    sys.exit(0 if judged(options.work, chosen, Results(options.results)) else 1)


def judged(work, chosen, results):
    """Runs the tests with each mutation; returns whether each was noticed, except those that are known to survive."""
    libraries = class_path()
    runner = compiled(work, libraries, "Runner", RUNNER)
    fine = True
    killed = 0
    for each in chosen:
        noticed = results.of(each)
        if noticed is None:
            began = time.monotonic()
            folder = compiled(work, libraries, f"{each.name}/{Path(each.file).name}", each.source())
            noticed = run(work, [folder, runner, *libraries], each.tests)
            results.add(each, noticed, time.monotonic() - began)
        killed += bool(noticed)
        expected = bool(noticed) != bool(each.survives)
        fine &= expected
        print(f"{each.name}: {'killed by ' + noticed if noticed else 'SURVIVES'}{'' if expected else '  NOT AS EXPECTED'}", flush=True)
    print(f"mutants: {killed} of {len(chosen)} killed")
    return fine


if __name__ == "__main__":
    main()
