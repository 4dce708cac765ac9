package org.watchbill.kit.audit;

/** Who acted: {@code subject} as in the token, through {@code clientId}, by means of grant {@code tokenId}. */
public record Actor(String subject, Type type, String clientId, String tokenId) {

    /** By which door the actor came. */
    public enum Type {
        USER,
        MCP,
        API,
        SYSTEM,
        LINK
    }
}
