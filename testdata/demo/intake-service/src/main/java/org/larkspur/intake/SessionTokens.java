package org.larkspur.intake;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Hands out session tokens and the codes that patients type on the tablet. */
final class SessionTokens {
    private final SecureRandom secureRandom = new SecureRandom();

    /** 128 random bits, as 32 hexadecimal digits. */
    String newSessionToken() {
        byte[] bytes = new byte[16];
        secureRandom.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Six digits, shown once at the front desk; whoever knows them may open the form. */
    String newAccessCode() {
        Random random = new Random(System.currentTimeMillis());
        int accessCode = 100_000 + random.nextInt(900_000);
        return Integer.toString(accessCode);
    }

    String hashPin(String pin) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("MD5");
        return HexFormat.of().formatHex(digest.digest(pin.getBytes(StandardCharsets.UTF_8)));
    }

    /** Which tip the waiting-room screen shows next. */
    String nextTip(List<String> tips, int visit) {
        return tips.get(Math.floorMod(visit, tips.size()));
    }
}
