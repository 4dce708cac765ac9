package org.watchbill.gateway.catalogue;

/** The kinds of things that services offer and list. */
public enum Kind {
    TOOLS("tools/list", "tools", "name", "tool"),
    PROMPTS("prompts/list", "prompts", "name", "prompt"),
    RESOURCES("resources/list", "resources", "uri", "resource"),
    TEMPLATES("resources/templates/list", "resourceTemplates", "uriTemplate", "resource template");

    private final String method;
    private final String member;
    private final String key;
    private final String label;

    Kind(String method, String member, String key, String label) {
        this.method = method;
        this.member = member;
        this.key = key;
        this.label = label;
    }

    /** The method that lists them. */
    public String method() {
        return method;
    }

    /** The member of a result in which they stand. */
    public String member() {
        return member;
    }

    /** The member of one of them that tells it from the others. */
    String key() {
        return key;
    }

    /** One of them, in prose. */
    public String label() {
        return label;
    }

    /** Whether it goes by a name, to which a prefix can be put, and not by an address. */
    boolean named() {
        return key.equals("name");
    }
}
