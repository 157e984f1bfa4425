// The shop of ../maven as a project of Gradle:
//   gradle -p consumer/gradle test -PmemshareRepository=$PWD/target/consumer/repository
// after scripts/consumer has made that repository. Without the property, memshare comes from Maven Central.
plugins {
    java
    id("org.springframework.boot") version "4.1.2"
}

group = "com.example"
version = "1"

repositories {
    providers.gradleProperty("memshareRepository").orNull?.let { folder ->
        exclusiveContent {
            forRepository { maven(uri(folder)) }
            filter { includeGroup("io.memshare") }
        }
    }
    mavenCentral()
}

sourceSets {
    main {
        java.setSrcDirs(listOf("../maven/src/main/java"))
        resources.setSrcDirs(listOf("../maven/src/main/resources"))
    }
    test {
        java.setSrcDirs(listOf("../maven/src/test/java"))
    }
}

val memshareVersion: String by project

dependencies {
    implementation(platform(org.springframework.boot.gradle.plugin.SpringBootPlugin.BOM_COORDINATES))
    implementation(platform("io.memshare:memshare-bom:$memshareVersion"))
    implementation("io.memshare:memshare-spring-boot-starter")
    implementation("org.springframework.boot:spring-boot-starter-webmvc")
    implementation("org.springframework.boot:spring-boot-starter-security")
    testImplementation("io.memshare:memshare-spring-boot-starter-test")
    testRuntimeOnly("org.junit.platform:junit-platform-launcher")
}

tasks.withType<JavaCompile>().configureEach {
    options.release = 17
}

tasks.test {
    useJUnitPlatform()
    systemProperty("shop.built-by", "Gradle ${gradle.gradleVersion}")
    testLogging.showStandardStreams = true
}
