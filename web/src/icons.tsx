// Icons, drawn on a grid of 16, in the colour of the words beside them.

const DRAWN = {
  import: "M8 2v8M4.5 6.5 8 10l3.5-3.5M2.5 11v2.5h11V11",
  next: "M3 2.5h6l3 3v8H3zM9 2.5v3h3M7.5 8v4M5.5 10h4",
  design: "M2.5 2.5h11v11h-11zM2.5 6h11M6 6v7.5",
  history: "M2.5 8a5.5 5.5 0 1 0 1.7-4M2.5 2.5V5H5M8 5v3.2l2 1.3",
  check: "M2.5 8.5 6 12l7.5-8",
  archive: "M2.5 3h11v3h-11zM3.5 6v7.5h9V6M6.5 8.5h3",
  print: "M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4h-7z",
  quit: "M8 2v6M4.6 4.2a5.3 5.3 0 1 0 6.8 0",
  volume: "M3 2.5h3v11H3zM6 2.5h3v11H6zM9.7 3.4l2.6-.8 2 10-2.6.8z",
  picture: "M2.5 3h11v10h-11zM2.5 11l3-3 2.5 2.5 2-2 3.5 3.5M10.5 6h.01",
  table: "M2.5 3h11v10h-11zM2.5 6.3h11M2.5 9.7h11M8 3v10",
  heading: "M4 3v10M12 3v10M4 8h8",
  add: "M8 3v10M3 8h10",
  up: "M8 13V3M4 7l4-4 4 4",
  down: "M8 3v10M4 9l4 4 4-4",
  remove: "M4 4l8 8M12 4l-8 8",
  bold: "M5 2.5h3.5a2.7 2.7 0 0 1 0 5.4H5zM5 7.9h4.2a2.8 2.8 0 0 1 0 5.6H5z",
  join: "M2.5 4h11M2.5 8h7a2 2 0 0 1 0 4H6M8 10l-2 2 2 2",
  large: "M2 13 6 3l4 10M3.4 9.5h5.2M10.5 13l2-5.5 2 5.5M11.2 11.2h2.6",
  list: "M2.5 4h11M2.5 8h11M2.5 12h11",
  review: "M2.5 3h11v7.5h-6L4.5 13v-2.5h-2zM5 6.7l2 2 4-3.7",
  pdf: "M4 2.5h5l3 3v8H4zM9 2.5v3h3M6 9h4M6 11h4",
} as const;

export type IconName = keyof typeof DRAWN;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={DRAWN[name]} />
    </svg>
  );
}
