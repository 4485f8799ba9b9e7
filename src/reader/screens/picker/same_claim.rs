//! Marks a claim of another article as the same or not, and adopts its verdict.

use serde_json::Value;

use crate::corpus::similar::Opinion;
use crate::model::annotation::judgement::Verdict;
use crate::model::annotation::note::same_claims;
use crate::model::journal::Target;
use crate::model::journal::action::Setting;
use crate::reader::app::App;
use crate::reader::message::Effect;
use crate::reader::screens::detail::answers::Answer;
use crate::reader::screens::picker::state::{Choice, Pick};

impl App {
    /// The answers for a similar claim: the same or not, and the verdicts given to it elsewhere.
    pub(crate) fn same_claim_choices(&self, on: &Target, field: &str) -> Vec<Choice> {
        let key = field.strip_prefix("same:").unwrap_or(field);
        let said = self.notes.mine().and_then(|fold| same_claims(fold, on).into_iter().find(|(other, _)| other == key));
        let choice = |name: &str, help: String, pick: Pick| Choice {
            name: name.to_owned(),
            help,
            right: String::new(),
            available: true,
            pick,
        };
        let mut choices = vec![
            choice("The same claim", format!("a verdict on {key} is offered here"), Pick::Same(Some(true))),
            choice("Not the same claim", "remembered, and listed last from now on".to_owned(), Pick::Same(Some(false))),
        ];
        if said.is_some() {
            choices.push(choice("Remove the answer", "as if you had not answered".to_owned(), Pick::Same(None)));
        }
        if said.is_some_and(|(_, is_same)| is_same) {
            choices.extend(self.verdicts_on(key).into_iter().filter_map(|opinion| {
                let verdict = Verdict::from_stored(&opinion.verdict)?;
                let name = format!("Give the same verdict: {} {}", verdict.glyph(), verdict.word());
                let why = opinion.why.as_ref().map_or(String::new(), |why| format!(": {why}"));
                Some(choice(&name, format!("{}{why}", opinion.by), Pick::JudgeAlike(verdict, opinion.why.clone())))
            }));
        }
        choices
    }

    /// The verdicts on a similar claim that may show here.
    fn verdicts_on(&self, key: &str) -> Vec<Opinion> {
        let Answer::Known(page) = &self.answers.similar else { return Vec::new() };
        let found = page.found.iter().filter(|found| found.key.as_deref() == Some(key));
        found.flat_map(|found| found.opinions.clone()).collect()
    }

    /// Records that a claim elsewhere is the same, or that it is not; `None` removes the record.
    pub(crate) fn say_same(&mut self, on: &Target, field: &str, is_same: Option<bool>) -> Vec<Effect> {
        let key = field.strip_prefix("same:").unwrap_or(field).to_owned();
        let said = match is_same {
            Some(true) => format!("The same claim as {key}"),
            Some(false) => format!("Not the same claim as {key}"),
            None => format!("Removed your answer on {key}"),
        };
        let to = is_same.map_or(Value::Null, Value::Bool);
        self.write(&[Setting::new(on, field, to)], &said)
    }

    /// Gives the claim the verdict that the same claim has elsewhere, with its reason.
    pub(crate) fn judge_alike(&mut self, on: &Target, verdict: Verdict, why: Option<&str>) -> Vec<Effect> {
        let mut settings = vec![Setting::new(on, "verdict", verdict.stored())];
        settings.extend(why.map(|why| Setting::text(on, "why", why)));
        self.write(&settings, &format!("{}: {}, as elsewhere", on.id(), verdict.word()))
    }
}
