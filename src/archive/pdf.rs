//! Text of PDF, a page each.
//!
//! Promises: streams are inflated up to a limit. What is drawn as an image or with a font that names no characters stays unseen, and no
//! notice can tell: the README says so.

use super::{DAMAGED, ENCRYPTED, Texts, Trouble};
use crate::notice::NoticeKind;
use lopdf::{Document, LoadOptions};

/// The pages of a document, at most `limit` bytes of content each.
pub(super) fn pages(bytes: &[u8], limit: usize) -> Texts {
    let options = LoadOptions::with_max_decompressed_size(limit);
    let Ok(document) = Document::load_mem_with_options(bytes, options) else {
        return Texts { trouble: Some(DAMAGED), ..Texts::default() };
    };
    if document.is_encrypted() {
        return Texts { trouble: Some(ENCRYPTED), ..Texts::default() };
    }
    let (mut texts, mut left) = (Texts::default(), limit);
    for number in document.get_pages().into_keys() {
        let chunks = document.extract_text_chunks_with_limit(&[number], left);
        let text: String = chunks.into_iter().filter_map(Result::ok).collect();
        if text.len() > left {
            texts.trouble = Some(Trouble(NoticeKind::Limit, "unfolds to more than the limits of archives allow"));
            break;
        }
        left -= text.len();
        if !text.trim().is_empty() {
            texts.members.push((format!("page-{number}.txt"), text.into_bytes()));
        }
    }
    texts
}
