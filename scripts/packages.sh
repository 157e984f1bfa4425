# shellcheck shell=bash
# Finds the programs that check and demo need and installs what is missing; to be sourced.

# haproxy lives where only root's path leads
PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin"

say() { printf '%s: %s\n' "$(basename "$0")" "$*"; }

die() {
  printf '%s: %s\n' "$(basename "$0")" "$*" >&2
  exit 1
}

has() { command -v "$1" >/dev/null; }

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif ! has sudo; then
    die "root is needed for: $* (and there is no sudo); run that as root and start again"
  elif [ -t 0 ]; then
    sudo "$@"
  else
    sudo -n "$@" || die "root is needed for: $* (and sudo asks for a password); run that and start again"
  fi
}

# Tells how the packages are installed where this script does not do it.
tell() { # packages by the names of Debian
  local other="${*//default-jdk-headless/a JDK, 17 or later}"
  die "missing: $other
  Debian, Ubuntu:  apt-get install $*
  Fedora:          dnf install ${*//default-jdk-headless/java-latest-openjdk-devel}
  Arch:            pacman -S ${*//default-jdk-headless/jdk-openjdk}
  Alpine:          apk add ${*//default-jdk-headless/openjdk17}
  macOS:           brew install ${*//default-jdk-headless/openjdk@17}"
}

install_packages() { # packages by the names of Debian
  has apt-get || tell "$@"
  say "installing with apt-get: $*"
  as_root apt-get update -qq </dev/null || say "the package lists could not be brought up to date; trying with the old ones"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" </dev/null \
    || die "apt-get could not install: $*"
}

# The major version of the JDK that the build would use; 0 if there is none.
jdk_version() {
  local javac=javac
  if [ -n "${JAVA_HOME:-}" ]; then javac="$JAVA_HOME/bin/javac"; fi
  local major
  major=$("$javac" -version 2>&1 | sed -n 's/^javac \([0-9][0-9]*\).*/\1/p')
  echo "${major:-0}"
}

require_jdk() {
  [ "$(jdk_version)" -ge 17 ]
}

# Makes sure of the programs that are named, of Maven, and of a JDK.
require() { # programs; with the package's name behind a colon where it is another
  local missing=() each
  for each in "$@" mvn:maven; do
    has "${each%%:*}" || missing+=("${each#*:}")
  done
  require_jdk || missing+=(default-jdk-headless)
  if [ "${#missing[@]}" -eq 0 ]; then return; fi
  install_packages "${missing[@]}"
  require_jdk || die "a JDK, 17 or later, is needed; JAVA_HOME and the path lead to version $(jdk_version)"
}
