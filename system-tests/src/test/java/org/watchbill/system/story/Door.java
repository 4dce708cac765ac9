package org.watchbill.system.story;

import java.util.function.Supplier;
import org.watchbill.system.client.Reply;

/** A way into the suite with a credential, tried whenever it is asked for its status. */
record Door(String name, Supplier<Reply> knock) {

    int status() {
        return knock.get().status();
    }
}
