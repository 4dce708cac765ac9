package org.watchbill.auth.device;

import org.watchbill.auth.page.Page;

/**
 * The form that asks for the code that a device shows.
 *
 * @param code what was typed before, or came with the address
 * @param problem what was wrong with it, empty at first
 */
public record DevicePage(String csrf, String person, String code, String problem) implements Page {

    @Override
    public String template() {
        return "device";
    }
}
