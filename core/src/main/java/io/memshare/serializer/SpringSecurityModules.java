package io.memshare.serializer;

import java.util.List;
import org.springframework.security.jackson.SecurityJacksonModules;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import tools.jackson.databind.jsontype.PolymorphicTypeValidator;

/**
 * Spring Security's Jackson modules and what they allow. To be used only where Spring Security is on the class path.
 *
 * @param modules the modules; the last one switches default typing to its own, so others have to come after them
 * @param types the types that the modules can write and read
 */
record SpringSecurityModules(List<JacksonModule> modules, PolymorphicTypeValidator types) {

    private static final String ENTRY_POINT = "org.springframework.security.jackson.SecurityJacksonModules";

    static boolean arePresent() {
        try {
            Class.forName(ENTRY_POINT, false, SpringSecurityModules.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError ex) {
            return false;
        }
    }

    static SpringSecurityModules load(ClassLoader classLoader) {
        BasicPolymorphicTypeValidator.Builder types = BasicPolymorphicTypeValidator.builder();
        List<JacksonModule> modules = SecurityJacksonModules.getModules(classLoader, types);
        return new SpringSecurityModules(modules, types.build());
    }
}
