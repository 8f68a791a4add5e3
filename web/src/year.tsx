// The issues of the folder, and the search in their texts.

import { useEffect, useState } from "preact/hooks";
import type { Found, YearEntry } from "./api";
import { api } from "./api";
import { Icon } from "./icons";
import { say } from "./words";

type YearProps = { entries: YearEntry[]; others: string[]; year: string; current: string; open: (file: string) => void; volume: () => void };

export function Year({ entries, others, year, current, open, volume }: YearProps) {
  const [wanted, setWanted] = useState("");
  const [found, setFound] = useState<Found[] | null>(null);
  useEffect(() => {
    const words = wanted.trim();
    if (words === "") {
      setFound(null);
      return;
    }
    const timer = window.setTimeout(() => void api.search(words).then((answer) => setFound(answer.found), () => undefined), 150);
    return () => window.clearTimeout(timer);
  }, [wanted]);
  const places = new Map(found?.map((each) => [each.file, each]));
  const title = (entry: YearEntry) => entry.kind === "issue" && `${entry.name}${entry.title}`.includes(wanted.trim());
  const shown = found === null ? entries : entries.filter((entry) => entry.kind === "issue" && (places.has(entry.file) || title(entry)));
  return (
    <nav class="year" aria-label={year}>
      <header>
        <h2>{year}</h2>
        <button type="button" onClick={volume}>
          <Icon name="volume" />
          {say("volume")}
        </button>
      </header>
      <input type="search" placeholder={say("search")} aria-label={say("search")} value={wanted} onInput={(event) => setWanted((event.target as HTMLInputElement).value)} />
      {entries.length === 0 && <p class="empty">{say("noIssues")}</p>}
      {found !== null && shown.length === 0 && <p class="empty">{say("nothingFound")}</p>}
      <ul>
        {shown.map((entry) =>
          entry.kind === "gap" ? (
            <li class="gap" key={`gap ${entry.name}`}>
              {say("gap")} {entry.name}
            </li>
          ) : (
            <li key={entry.file}>
              <button type="button" class={entry.file === current ? "current" : ""} aria-current={entry.file === current} onClick={() => open(entry.file)}>
                <strong>{entry.name}</strong>
                <small class={entry.done ? "done" : ""}>{entry.state}</small>
                <span>
                  {entry.date} {entry.title}
                </span>
                {places.has(entry.file) && (
                  <span class="around">
                    …{places.get(entry.file)!.before}
                    <mark>{places.get(entry.file)!.words}</mark>
                    {places.get(entry.file)!.after}…
                  </span>
                )}
              </button>
            </li>
          ),
        )}
      </ul>
      {others.length > 0 && (
        <details class="others">
          <summary>{say("notIssues")}</summary>
          {others.map((name) => (
            <p key={name}>{name}</p>
          ))}
        </details>
      )}
    </nav>
  );
}
