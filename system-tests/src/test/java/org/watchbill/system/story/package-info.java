/** Stories of people and their assistants over real HTTP, from the set-up link to the audit log. */
@NullMarked
package org.watchbill.system.story;

import org.jspecify.annotations.NullMarked;
