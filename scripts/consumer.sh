# shellcheck shell=bash
# Deploys memshare to a repository of files and runs the projects in consumer with it; to be sourced from a script that
# has sourced packages.sh and stands at the top of the project.

repository=$PWD/target/consumer/repository
# A local repository of its own, so that what is used comes from there. What is in the usual one besides memshare is read.
cache=$PWD/target/consumer/cache
# Where the project is copied to and built.
shop=$PWD/target/consumer/shop

shown() { printf '%s' "${1#"$PWD/"}"; }

memshare_version() { sed -n 's/.*<version>\(.*\)<\/version>.*/\1/p' bom/pom.xml | head -n 1; }

deploy() {
  say "deploying to $(shown "$repository")"
  rm -rf "$repository" "$cache"
  mkdir -p "$repository" "$cache"
  ./mvnw --quiet -Prelease deploy "-DaltDeploymentRepository=files::$(file_url "$repository")" \
    -Dmaven.test.skip=true -Dmaven.install.skip=true -Dmaven.javadoc.skip=true -Djacoco.skip=true \
    -Dspotless.check.skip=true </dev/null
}

file_url() { printf 'file://%s' "$(sed 's/%/%25/g; s/ /%20/g' <<<"$1")"; }

# The settings that give a project the repository; profiles in them take part in no POM.
settings() {
  cat <<END
<settings>
  <profiles>
    <profile>
      <id>files</id>
      <repositories>
        <repository>
          <id>files</id>
          <url>$(file_url "$repository")</url>
        </repository>
      </repositories>
    </profile>
  </profiles>
  <activeProfiles>
    <activeProfile>files</activeProfile>
  </activeProfiles>
</settings>
END
}

# Runs the test of the consumer, with arguments for Maven. Fails as well if memshare was taken from elsewhere.
run_consumer() {
  local version
  version=$(memshare_version)
  settings >"$PWD/target/consumer/settings.xml"
  rm -rf "$shop" "$cache/io/memshare"
  mkdir -p "$(dirname "$shop")"
  cp -R consumer/maven "$shop"
  ./mvnw --quiet --file "$shop/pom.xml" --global-settings "$PWD/target/consumer/settings.xml" \
    "-Dmaven.repo.local=$cache" "-Dmaven.repo.local.tail=${MAVEN_USER_HOME:-$HOME/.m2}/repository" \
    "-Dmemshare.version=$version" test "$@" </dev/null
  [ -d "$cache/io/memshare/memshare-core/$version" ] \
    || die "the memshare that is installed in ~/.m2/repository was used; remove io/memshare there"
}

# Runs the same test built by the Gradle of this machine. What Gradle loads stays below target.
run_consumer_gradle() {
  local copy=$PWD/target/consumer/by-gradle
  rm -rf "$copy"
  mkdir -p "$copy"
  cp -R consumer/gradle consumer/maven "$copy"
  gradle --no-daemon --console=plain --gradle-user-home "$PWD/target/consumer/gradle-home" --project-dir "$copy/gradle" \
    test "-PmemshareRepository=$repository" "-PmemshareVersion=$(memshare_version)" </dev/null
}
