package org.watchbill.auth.security;

import io.nayuki.qrcodegen.QrCode;

/**
 * A QR code as the outline of its dark squares, for an SVG that stands in the page itself: so the secret in it is in no
 * address, and the page needs no permission for images.
 *
 * @param size of the image in squares, with the quiet zone of four around the code
 * @param path of SVG
 */
public record QrImage(int size, String path) {

    private static final int QUIET = 4;

    static QrImage of(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M')
                            .append(x + QUIET)
                            .append(' ')
                            .append(y + QUIET)
                            .append("h1v1h-1z");
                }
            }
        }
        return new QrImage(code.size + 2 * QUIET, path.toString());
    }

    @Override
    public String toString() {
        return "QrImage[hidden]";
    }
}
