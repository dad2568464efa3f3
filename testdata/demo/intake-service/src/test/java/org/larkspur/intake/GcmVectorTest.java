package org.larkspur.intake;

import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Test case 2 of the GCM specification (McGrew and Viega, appendix B): all-zero key, nonce and block. */
final class GcmVectorTest {
    private static final String KEY = "00000000000000000000000000000000";
    private static final String NONCE = "000000000000000000000000";
    private static final String CIPHERTEXT = "0388dace60b6a392f328c2b971b2fe78";
    private static final String TAG = "ab6e47d42cec13bdf53a67b21257bddf";

    public static void main(String[] arguments) throws Exception {
        HexFormat hex = HexFormat.of();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(hex.parseHex(KEY), "AES"),
                new GCMParameterSpec(128, hex.parseHex(NONCE)));
        String sealed = hex.formatHex(cipher.doFinal(new byte[16]));
        if (!sealed.equals(CIPHERTEXT + TAG)) {
            throw new AssertionError("GCM test case 2 differs");
        }
    }
}
