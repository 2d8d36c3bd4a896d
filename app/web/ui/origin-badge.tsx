import { type Origin, type Profile, profileLabels } from "#domain/people/user.ts";
import { Icon } from "#web/ui/icon.tsx";

const words: Record<Origin, string> = { siecle: "SIECLE", manual: "manuel" };

/** A profile in the colour of its origin; a sign and a word say the origin too. */
export function ProfileBadge({ profile, origin }: { profile: Profile; origin: Origin }) {
  return (
    <span class={`origin origin-${origin}`}>
      <Icon name={origin === "siecle" ? "check" : "pencil"} />
      <span>
        {profileLabels[profile]} <span class="origin-word">{words[origin]}</span>
      </span>
    </span>
  );
}
