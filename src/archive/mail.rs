//! Parts of mail that their encoding hides: base64 and quoted-printable. The rest is text in the message itself, which is scanned as it is.
//!
//! Promises: never fails; a part without a name is called after its number. RFC 5322, RFC 2045 to 2047, mbox as of RFC 4155.

use super::Texts;
use mail_parser::mailbox::mbox::MessageIterator;
use mail_parser::{Encoding, Message, MessageParser, MimeHeaders, PartType};

/// The encoded parts of a message, or of all messages of a box.
pub(super) fn parts(bytes: &[u8]) -> Texts {
    let mut texts = Texts::default();
    if bytes.starts_with(b"From ") {
        let messages = MessageIterator::new(bytes).map_while(Result::ok);
        for (number, message) in messages.enumerate() {
            message_parts(message.contents(), &format!("message-{}/", number + 1), &mut texts);
        }
    } else {
        message_parts(bytes, "", &mut texts);
    }
    texts
}

fn message_parts(bytes: &[u8], before: &str, texts: &mut Texts) {
    if let Some(message) = MessageParser::default().parse(bytes) {
        collect(&message, before, texts);
    }
}

fn collect(message: &Message<'_>, before: &str, texts: &mut Texts) {
    for (number, part) in message.parts.iter().enumerate() {
        let is_encoded = part.encoding != Encoding::None;
        let (content, extension): (&[u8], &str) = match &part.body {
            PartType::Text(text) if is_encoded => (text.as_bytes(), "txt"),
            PartType::Html(text) if is_encoded => (text.as_bytes(), "html"),
            PartType::Binary(bytes) | PartType::InlineBinary(bytes) if is_encoded => (bytes, "bin"),
            PartType::Message(inner) => {
                collect(inner, &format!("{before}part-{number}/"), texts);
                continue;
            }
            _ => continue,
        };
        let name = part.attachment_name().map_or_else(|| format!("part-{number}.{extension}"), str::to_owned);
        texts.members.push((format!("{before}{name}"), content.to_vec()));
    }
}
