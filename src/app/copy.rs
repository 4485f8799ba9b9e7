//! What a claim is copied as: the statement, its quote and where it stands.

use crate::domain::article::Wording;

use super::App;
use super::message::Effect;

impl App {
    /// Copies the selected claim with its quote and reference.
    pub(super) fn copy_claim(&mut self) -> Vec<Effect> {
        let Some((_, claim)) = self.selected_claim() else { return Vec::new() };
        let head = &self.document.article.head;
        let label = if head.wording == Wording::Retold { "our paraphrase of " } else { "" };
        let mut reference = vec![format!("{label}{}", head.title)];
        reference.extend([&head.outlet, &head.published, &head.url].into_iter().flatten().cloned());
        reference.push(format!("¶{}, {}", self.place.paragraph + 1, claim.id));
        let speaker = claim.speaker_words(&self.document.article);
        let (statement, quote, certainty) = (&claim.text, &claim.quote, claim.certainty.word());
        let text = format!("{statement}\n({speaker}, {certainty})\n“{quote}”\n{}\n", reference.join(", "));
        self.say("Copied the claim, its quote and its reference, where the terminal lets programs copy");
        vec![Effect::Copy(text)]
    }
}
