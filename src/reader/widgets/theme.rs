//! Colours by role. What is to be read has a contrast of at least 4.5:1 on paper and on the selection, by test.

use ratatui::style::{Color, Modifier, Style};

use crate::model::annotation::judgement::Verdict;
use crate::reader::theme_name::ThemeName;

/// The colours of a theme, by what they are for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// Background.
    pub paper: Color,
    /// Background of what is selected; `Reset` where selection shows by inversion.
    pub select: Color,
    /// The current paragraph and its claims.
    pub ink: Color,
    /// Everything else that is text.
    pub calm: Color,
    /// Title and selection.
    pub focus: Color,
    /// Keys, the focused pane, the bar of the current paragraph.
    pub accent: Color,
    /// Rules, and what lies behind something open; never text to be read.
    pub faint: Color,
    /// Mentions.
    pub entity: Color,
    /// The verdict supported, and `saved`.
    pub supported: Color,
    /// The verdict refuted, and trouble.
    pub refuted: Color,
    /// The verdict not enough evidence.
    pub not_enough: Color,
    /// The verdicts conflicting and misleading.
    pub conflicting: Color,
}

const fn rgb(hex: u32) -> Color {
    let [_, red, green, blue] = hex.to_be_bytes();
    Color::Rgb(red, green, blue)
}

impl Theme {
    /// Light text on dark paper.
    pub const DARK: Self = Self {
        paper: rgb(0x0f_12_18),
        select: rgb(0x27_2d_3b),
        ink: rgb(0xd5_da_e3),
        calm: rgb(0x8f_98_a8),
        focus: rgb(0xff_ff_ff),
        accent: rgb(0xe6_c0_7b),
        faint: rgb(0x4e_56_65),
        entity: rgb(0x8a_b4_f8),
        supported: rgb(0x8f_c9_8a),
        refuted: rgb(0xf0_8a_8a),
        not_enough: rgb(0xe5_b5_67),
        conflicting: rgb(0xc4_a0_f0),
    };

    /// Dark text on light paper.
    pub const LIGHT: Self = Self {
        paper: rgb(0xfc_fb_f8),
        select: rgb(0xe8_e6_dd),
        ink: rgb(0x22_26_2e),
        calm: rgb(0x5f_66_72),
        focus: rgb(0x00_00_00),
        accent: rgb(0x8a_5a_00),
        faint: rgb(0xb9_be_c8),
        entity: rgb(0x1a_56_b8),
        supported: rgb(0x1a_6e_2d),
        refuted: rgb(0xb3_26_1e),
        not_enough: rgb(0x8a_5a_00),
        conflicting: rgb(0x6b_3f_a0),
    };

    /// The terminal's own colours only; attributes and glyphs say the rest.
    pub const PLAIN: Self = Self {
        paper: Color::Reset,
        select: Color::Reset,
        ink: Color::Reset,
        calm: Color::Reset,
        focus: Color::Reset,
        accent: Color::Reset,
        faint: Color::Reset,
        entity: Color::Reset,
        supported: Color::Reset,
        refuted: Color::Reset,
        not_enough: Color::Reset,
        conflicting: Color::Reset,
    };

    /// At least 7:1 everywhere.
    pub const CONTRAST: Self = Self {
        paper: rgb(0x00_00_00),
        select: rgb(0x1c_24_3a),
        ink: rgb(0xff_ff_ff),
        calm: rgb(0xc8_cd_d6),
        focus: rgb(0xff_ff_ff),
        accent: rgb(0xff_d7_5f),
        faint: rgb(0x80_86_90),
        entity: rgb(0x9e_cb_ff),
        supported: rgb(0x9e_e4_93),
        refuted: rgb(0xff_b3_b3),
        not_enough: rgb(0xff_d7_5f),
        conflicting: rgb(0xe0_c4_ff),
    };

    /// The sixteen colours of every terminal, as its user has set them.
    pub const SIXTEEN: Self = Self {
        paper: Color::Black,
        select: Color::Blue,
        ink: Color::White,
        calm: Color::Gray,
        focus: Color::White,
        accent: Color::LightYellow,
        faint: Color::DarkGray,
        entity: Color::LightCyan,
        supported: Color::LightGreen,
        refuted: Color::LightRed,
        not_enough: Color::LightYellow,
        conflicting: Color::LightMagenta,
    };

    /// The colours of a theme.
    #[must_use]
    pub const fn of(name: ThemeName) -> &'static Self {
        match name {
            ThemeName::Dark => &Self::DARK,
            ThemeName::Light => &Self::LIGHT,
            ThemeName::Contrast => &Self::CONTRAST,
            ThemeName::Sixteen => &Self::SIXTEEN,
            ThemeName::Plain => &Self::PLAIN,
        }
    }

    /// This theme on the terminal's own background.
    #[must_use]
    pub fn on_terminal_paper(&self) -> Self {
        Self { paper: Color::Reset, ..self.clone() }
    }

    /// How words that were looked for stand out, whatever style they have.
    #[must_use]
    pub fn hit(&self, style: Style) -> Style {
        let style = style.add_modifier(Modifier::BOLD);
        if self.accent == Color::Reset {
            return style.add_modifier(Modifier::REVERSED);
        }
        style.fg(if self.paper == Color::Reset { Color::Black } else { self.paper }).bg(self.accent)
    }

    /// Selected words of a style. With sixteen colours no colour of names is readable on the selection, so names are as bright as the
    /// other words there.
    #[must_use]
    pub fn selected(&self, style: Style) -> Style {
        let style = style.bg(self.select);
        let is_of_sixteen = self.select == Self::SIXTEEN.select;
        if is_of_sixteen && style.fg == Some(self.entity) { style.fg(self.ink) } else { style }
    }

    /// The colour of a verdict.
    #[must_use]
    pub const fn verdict(&self, verdict: Verdict) -> Color {
        match verdict {
            Verdict::Supported => self.supported,
            Verdict::Refuted => self.refuted,
            Verdict::NotEnough => self.not_enough,
            Verdict::Conflicting | Verdict::Misleading => self.conflicting,
        }
    }
}

#[cfg(test)]
#[allow(clippy::panic)]
mod tests {
    use super::*;

    #[test]
    fn names_are_as_bright_as_other_words_on_the_selection_of_sixteen_colours() {
        let name = Style::new().fg(Theme::SIXTEEN.entity);
        let selected = Theme::SIXTEEN.selected(name);
        assert_eq!((selected.fg, selected.bg), (Some(Theme::SIXTEEN.ink), Some(Theme::SIXTEEN.select)));
        assert_eq!(Theme::DARK.selected(Style::new().fg(Theme::DARK.entity)).fg, Some(Theme::DARK.entity));
    }

    /// Relative luminance by WCAG 2.2.
    fn luminance(color: Color) -> f64 {
        let Color::Rgb(red, green, blue) = color else { panic!("{color:?} has no luminance") };
        let linear = |channel: u8| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    fn contrast(one: Color, other: Color) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn text_can_be_read_on_paper_and_on_the_selection() {
        for (theme, least) in [(Theme::DARK, 4.5), (Theme::LIGHT, 4.5), (Theme::CONTRAST, 7.0)] {
            let roles = [
                theme.ink,
                theme.calm,
                theme.focus,
                theme.accent,
                theme.entity,
                theme.supported,
                theme.refuted,
                theme.not_enough,
                theme.conflicting,
            ];
            for role in roles {
                for ground in [theme.paper, theme.select] {
                    assert!(contrast(role, ground) >= least, "{role:?} on {ground:?}: {}", contrast(role, ground));
                }
            }
        }
    }
}
