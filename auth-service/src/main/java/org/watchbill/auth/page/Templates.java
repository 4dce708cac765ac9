package org.watchbill.auth.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/** The templates, compiled into classes when the service is built; they escape every value by its context. */
final class Templates {

    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Templates.class.getClassLoader(), "org.watchbill.auth.template");

    private Templates() {}

    static String render(Page page) {
        StringOutput output = new StringOutput();
        ENGINE.render(page.template() + ".jte", page, output);
        return output.toString();
    }
}
