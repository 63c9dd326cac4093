//! Claims: sentences about a pose, measured against the pose.

use crate::domain::{
    body::{Point, Pose, Skeleton, to_line},
    figure::Prop,
};

/// The largest distance at which things touch, in hundredths of the body's height.
const TOUCHES: f64 = 1.2;
/// The largest distance between a hand and a thing that it holds: about half the length of a hand.
const HOLDS: f64 = 3.5;

/// A claim about knee, heel, toes or hands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PoseClaim {
    KneeStraight,
    KneeBent,
    KneeBitBent,
    HeelDown,
    HeelOnBed,
    HeelOnChair,
    ToesUp,
    ToesPointDown,
    FootFlat,
    FeetFlat,
    ArmsStraight,
    HandsOnWall,
    HandsOnChair,
    HandsOnThigh,
}

/// The phrases in lower case, each with its claim.
const PHRASES: [(&str, PoseClaim); 32] = [
    ("knee straight", PoseClaim::KneeStraight),
    ("knees straight", PoseClaim::KneeStraight),
    ("straight knee", PoseClaim::KneeStraight),
    ("leg straight", PoseClaim::KneeStraight),
    ("knee a little bent", PoseClaim::KneeBitBent),
    ("knee bent", PoseClaim::KneeBent),
    ("heel down", PoseClaim::HeelDown),
    ("heels down", PoseClaim::HeelDown),
    ("heel and toes down", PoseClaim::FootFlat),
    ("on your heels", PoseClaim::HeelDown),
    ("heel on the floor", PoseClaim::HeelDown),
    ("heel on the bed", PoseClaim::HeelOnBed),
    ("heel on a chair", PoseClaim::HeelOnChair),
    ("heel on the seat", PoseClaim::HeelOnChair),
    ("heel on the chair", PoseClaim::HeelOnChair),
    ("toes up", PoseClaim::ToesUp),
    ("toes pulled up", PoseClaim::ToesUp),
    ("toes point down", PoseClaim::ToesPointDown),
    ("toes pointed", PoseClaim::ToesPointDown),
    ("point your toes", PoseClaim::ToesPointDown),
    ("on your heels", PoseClaim::ToesUp),
    ("foot flat", PoseClaim::FootFlat),
    ("feet flat", PoseClaim::FeetFlat),
    ("arms straight", PoseClaim::ArmsStraight),
    ("arms out", PoseClaim::ArmsStraight),
    ("palms flat", PoseClaim::HandsOnWall),
    ("on the wall", PoseClaim::HandsOnWall),
    ("fingertips", PoseClaim::HandsOnWall),
    ("hands on a chair", PoseClaim::HandsOnChair),
    ("hand on a chair", PoseClaim::HandsOnChair),
    ("hands on the thigh", PoseClaim::HandsOnThigh),
    ("hands on the knee", PoseClaim::HandsOnThigh),
];

/// Words that mark a part of a sentence as one about another pose than the drawn one.
const ELSE: [&str; 4] = ["or", "instead", "not", "unless"];

/// The claims of a text that a pose does not bear out: each phrase, with the thing that is drawn instead.
///
/// A sentence that begins with "if" or "or", and a part of a sentence that holds "or" or "instead", offer another pose and
/// are left out.
pub(super) fn broken(text: &str, pose: &Pose, props: &[Prop]) -> Vec<(&'static str, String)> {
    let text = text.replace("{leg}", "leg").to_lowercase();
    let mut found = vec![];
    let begins = |sentence: &&str| {
        let first = sentence.split_whitespace().next().unwrap_or("");
        first != "if" && !ELSE.contains(&first)
    };
    for sentence in text.split(['.', '!', '?']).filter(begins) {
        for part in sentence.split([',', ';', ':']) {
            if part.split(|c: char| !c.is_alphabetic()).any(|word| ELSE.contains(&word)) {
                continue;
            }
            for (phrase, claim) in PHRASES {
                let Some(at) = part.find(phrase) else { continue };
                // "The front knee bent" is about the leg that is not stretched.
                let before = part.get(..at).unwrap_or("").trim_end();
                let other = before.ends_with("front") || before.ends_with("other");
                let pose = if other { Pose { leg: pose.other_leg, ..*pose } } else { *pose };
                if let Err(instead) = claim.check(&pose, props) {
                    found.push((phrase, instead));
                }
            }
        }
    }
    found
}

impl PoseClaim {
    /// Measures the claim on a pose.
    ///
    /// # Errors
    /// The thing that is drawn instead, as the end of a sentence.
    fn check(self, pose: &Pose, props: &[Prop]) -> Result<(), String> {
        let body = pose.skeleton();
        let knee = pose.leg.knee;
        let on = |p: Point, is: fn(&Prop) -> bool| {
            let mut tops = props.iter().filter(|prop| is(prop)).filter_map(|prop| top_at(*prop, p.x));
            tops.any(|top| (p.y - top).abs() <= TOUCHES)
        };
        let heel = body.leg.heel;
        let heel_at = format!("its heel is at a height of {:.0}", heel.y);
        let flat = |p: Point| on(p, |_| true);
        let (holds, instead) = match self {
            Self::KneeStraight => (knee <= 6.0, format!("its knee is bent by {knee:.0} degrees")),
            Self::KneeBent if knee < 8.0 => (false, "its knee is straight".into()),
            Self::KneeBent => (true, String::new()),
            Self::KneeBitBent => {
                ((8.0..=25.0).contains(&knee), format!("its knee is bent by {knee:.0} degrees"))
            }
            Self::HeelDown => (flat(heel), heel_at),
            Self::HeelOnBed => (on(heel, |prop| matches!(prop, Prop::Bed { .. })), heel_at),
            Self::HeelOnChair => (on(heel, |prop| matches!(prop, Prop::Chair { .. })), heel_at),
            Self::ToesUp => (pose.leg.ankle >= 4.0, format!("its ankle is at {:.0} degrees", pose.leg.ankle)),
            Self::ToesPointDown => {
                (pose.leg.ankle <= -15.0, format!("its ankle is at {:.0} degrees", pose.leg.ankle))
            }
            Self::FootFlat => (flat(heel) && flat(body.leg.ball), "its foot is not flat".into()),
            Self::FeetFlat => {
                let both = [body.leg, body.other_leg];
                (both.iter().all(|leg| flat(leg.heel) && flat(leg.ball)), "a foot of it is not flat".into())
            }
            Self::ArmsStraight => {
                (pose.arm.elbow <= 15.0, format!("its elbow is bent by {:.0} degrees", pose.arm.elbow))
            }
            Self::HandsOnWall => (hand(&body, |p| at_wall(props, p)), "its hand is not at a wall".into()),
            Self::HandsOnChair => (hand(&body, |p| at_chair(props, p)), "its hand is not on a chair".into()),
            Self::HandsOnThigh => (
                hand(&body, |p| to_line(p, body.hip, body.leg.knee) <= HOLDS),
                "its hand is not there".into(),
            ),
        };
        if holds { Ok(()) } else { Err(instead) }
    }
}

/// The height at a place of a thing that carries the body.
fn top_at(prop: Prop, x: f64) -> Option<f64> {
    let within = |a: f64, b: f64| (a.min(b)..=a.max(b)).contains(&x);
    match prop {
        Prop::Floor { from, to } if within(from, to) => Some(0.0),
        Prop::Bed { from, to, top } if within(from, to) => Some(top),
        Prop::Chair { back, front, seat, .. } if within(back, front) => Some(seat),
        _ => None,
    }
}

fn hand(body: &Skeleton, is: impl Fn(Point) -> bool) -> bool {
    is(body.arm.hand) || is(body.other_arm.hand)
}

fn at_wall(props: &[Prop], hand: Point) -> bool {
    props.iter().any(|prop| match prop {
        Prop::Wall { at } => (at - hand.x).abs() <= HOLDS,
        Prop::Rail { from, to, height } => {
            (*from..=*to).contains(&hand.x) && (height - hand.y).abs() <= HOLDS
        }
        _ => false,
    })
}

fn at_chair(props: &[Prop], hand: Point) -> bool {
    let back = |prop: &Prop| match prop {
        Prop::Chair { back, top, .. } => (Point::new(*back, *top) - hand).length() <= HOLDS,
        _ => false,
    };
    props.iter().any(back)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::body::{ArmAngles, LegAngles};

    #[test]
    fn what_is_said_is_held_against_the_leg_it_is_said_of() {
        let bent = LegAngles { knee: 40.0, ..LegAngles::default() };
        let pose = Pose { other_leg: bent, ..Pose::default() };
        let wrong =
            |text: &str| broken(text, &pose, &[]).into_iter().map(|(phrase, _)| phrase).collect::<Vec<_>>();
        assert_eq!(wrong("Knee straight, front knee bent."), Vec::<&str>::new());
        assert_eq!(wrong("Knee bent; front knee straight."), ["knee bent", "knee straight"]);
        assert_eq!(wrong("Sit or lie: knee bent."), ["knee bent"], "another part of the sentence");
        assert_eq!(wrong("Or sit, knee bent instead. If you sit, knee bent."), Vec::<&str>::new());
        assert_eq!(wrong("Sit with the knee bent instead, or with the knee bent."), Vec::<&str>::new());
        assert_eq!(wrong("{leg} straight, {leg} bent."), Vec::<&str>::new());
        assert_eq!(
            wrong("Foot flat. Heel on the bed. Hands on a chair."),
            ["foot flat", "heel on the bed", "hands on a chair"]
        );
    }

    #[test]
    fn a_little_bent_is_not_much_bent() {
        for (knee, ok) in [(0.0, false), (8.0, true), (25.0, true), (37.0, false), (120.0, false)] {
            let pose = Pose { leg: LegAngles { knee, ..LegAngles::default() }, ..Pose::default() };
            assert_eq!(broken("Knee a little bent.", &pose, &[]).is_empty(), ok, "{knee}");
        }
    }

    /// The pose, with these things around it, bears the text out.
    fn holds(text: &str, pose: &Pose, props: &[Prop]) -> bool {
        broken(text, pose, props).is_empty()
    }

    /// A pose upright with hanging arms, its soles at a height above the floor.
    fn standing(height: f64) -> Pose {
        let sole = Pose::default().skeleton().leg.heel.y;
        Pose { hip: Point::new(0.0, height - sole), ..Pose::default() }
    }

    const FLOOR: Prop = Prop::Floor { from: -20.0, to: 20.0 };

    #[test]
    fn joints_that_bend_are_told_from_straight_ones_to_the_degree() {
        let knee = |knee| Pose { leg: LegAngles { knee, ..LegAngles::default() }, ..Pose::default() };
        assert!(holds("Knee straight.", &knee(6.0), &[]) && !holds("Knee straight.", &knee(6.1), &[]));
        assert!(holds("Knee bent.", &knee(8.0), &[]) && !holds("Knee bent.", &knee(7.9), &[]));
        let ankle = |ankle| Pose { leg: LegAngles { ankle, ..LegAngles::default() }, ..Pose::default() };
        assert!(holds("Toes up.", &ankle(4.0), &[]) && !holds("Toes up.", &ankle(3.9), &[]));
        let points = |degrees| holds("Toes point down.", &ankle(degrees), &[]);
        assert!(points(-15.0) && !points(-14.9) && !points(15.0));
        let elbow = |elbow| Pose { arm: ArmAngles { elbow, ..ArmAngles::default() }, ..Pose::default() };
        assert!(holds("Arms straight.", &elbow(15.0), &[]) && !holds("Arms straight.", &elbow(15.1), &[]));
    }

    #[test]
    fn a_foot_is_on_what_is_under_it_and_on_nothing_else() {
        let things = |top| {
            [
                ("Heel down.", Prop::Floor { from: -4.5, to: 7.5 }, 0.0),
                ("Heel on the bed.", Prop::Bed { from: -4.5, to: 7.5, top }, top),
                ("Heel on a chair.", Prop::Chair { back: 7.5, front: -4.5, seat: top, top: 60.0 }, top),
            ]
        };
        for (text, thing, top) in things(25.0) {
            for text in [text, "Foot flat.", "Feet flat."] {
                assert!(holds(text, &standing(top), &[thing]), "{text}");
                assert!(holds(text, &standing(top + 1.1), &[thing]), "{text}");
                for away in [1.3, -1.3] {
                    assert!(!holds(text, &standing(top + away), &[thing]), "{text} {away}");
                }
                let aside = |x| Pose { hip: standing(top).hip + Point::new(x, 0.0), ..standing(top) };
                for away in [12.0, -12.0] {
                    assert!(!holds(text, &aside(away), &[thing]), "{text} {away}");
                }
                assert!(!holds(text, &standing(top), &[]), "{text}");
            }
        }
        // A floor is neither bed nor chair.
        for text in ["Heel on the bed.", "Heel on a chair."] {
            assert!(!holds(text, &standing(0.0), &[FLOOR]), "{text}");
        }
        // On tiptoe the ball of the foot is down and the heel is not; on the heel it is the other way round.
        for ankle in [-40.0, 25.0] {
            let leg = LegAngles { ankle, ..LegAngles::default() };
            let foot = Pose { leg, ..Pose::default() }.skeleton().leg;
            for down in [foot.heel, foot.ball] {
                let tipped = Pose { leg, hip: Point::new(0.0, -down.y), ..Pose::default() };
                let both = Pose { other_leg: leg, ..tipped };
                for pose in [tipped, both] {
                    let is_flat = ["Foot flat.", "Feet flat."].map(|text| holds(text, &pose, &[FLOOR]));
                    assert_eq!(is_flat, [false, false], "{ankle} {down:?}");
                }
            }
            let other = Pose { other_leg: leg, ..standing(0.0) };
            assert!(
                holds("Foot flat.", &other, &[FLOOR]) && !holds("Feet flat.", &other, &[FLOOR]),
                "{ankle}"
            );
        }
    }

    #[test]
    fn a_hand_is_where_it_is_said_to_be_within_half_its_length() {
        let pose = Pose { hip: standing(0.0).hip + Point::new(5.0, 0.0), ..standing(0.0) };
        let hand = pose.skeleton().arm.hand;
        let forward = ArmAngles { shoulder: 90.0, elbow: 0.0 };
        let (one_away, both_away) =
            (Pose { arm: forward, ..pose }, Pose { arm: forward, other_arm: forward, ..pose });
        for (near, is_there) in [(0.0, true), (3.4, true), (3.6, false)] {
            for away in [near, -near] {
                let wall = Prop::Wall { at: hand.x + away };
                let rail = Prop::Rail { from: 4.0, to: 6.0, height: hand.y + away };
                let chair = Prop::Chair { back: hand.x + away, front: 40.0, seat: 25.0, top: hand.y };
                let low = Prop::Chair { back: hand.x, front: 40.0, seat: 25.0, top: hand.y + away };
                for (text, thing) in [
                    ("Palms flat.", wall),
                    ("Fingertips on the wall.", rail),
                    ("Hands on a chair.", chair),
                    ("Hand on a chair.", low),
                ] {
                    assert_eq!(holds(text, &pose, &[thing]), is_there, "{text} {away}");
                    assert_eq!(
                        holds(text, &one_away, &[FLOOR, thing]),
                        is_there,
                        "one hand is enough: {text}"
                    );
                    assert!(!holds(text, &both_away, &[thing]), "{text} {away}");
                    assert!(!holds(text, &pose, &[FLOOR]), "{text}");
                }
            }
        }
        assert!(!holds("Hands on the wall.", &pose, &[Prop::Rail { from: 6.0, to: 9.0, height: hand.y }]));
        assert!(holds("Hands on the thigh.", &pose, &[]) && holds("Hands on the thigh.", &one_away, &[]));
        assert!(!holds("Hands on the thigh.", &both_away, &[]));
    }

    #[test]
    fn a_line_is_as_far_away_as_its_nearest_point() {
        let (from, to) = (Point::new(0.0, 0.0), Point::new(0.0, 10.0));
        for (x, y, far) in
            [(3.0, 5.0, 3.0), (-3.0, 10.0, 3.0), (0.0, 7.0, 0.0), (3.0, 14.0, 5.0), (-3.0, -4.0, 5.0)]
        {
            assert!((to_line(Point::new(x, y), from, to) - far).abs() < 1e-9, "{x} {y}");
        }
        assert!((to_line(Point::new(3.0, 4.0), from, from) - 5.0).abs() < 1e-9, "a line that is a point");
    }
}
