//! Copies a claim as text: the statement, its quote and its reference.

use crate::model::article::Wording;

use crate::reader::app::App;
use crate::reader::message::Effect;

impl App {
    /// Copies the selected claim with its quote and reference.
    pub(crate) fn copy_claim(&mut self) -> Vec<Effect> {
        let Some((_, claim)) = self.selected_claim() else { return Vec::new() };
        let head = &self.document.article.head;
        let label = if head.wording == Wording::Retold { "our paraphrase of " } else { "" };
        let mut reference = vec![format!("{label}{}", head.title)];
        reference.extend([&head.outlet, &head.published, &head.url].into_iter().flatten().cloned());
        reference.push(format!("¶{}, {}", self.place.paragraph + 1, claim.id));
        let speaker = claim.speaker_words(&self.document.article);
        let (statement, quote, certainty) = (&claim.text, &claim.quote, claim.certainty.word());
        let text = format!("{statement}\n({speaker}, {certainty})\n“{quote}”\n{}\n", reference.join(", "));
        self.say("Copied the claim with its quote and reference, if the terminal allows copying");
        vec![Effect::Copy(text)]
    }
}
