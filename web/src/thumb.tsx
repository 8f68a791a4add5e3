// A page as a small picture: it costs nothing while other pages change, as drawn text would.

import { useEffect, useRef } from "preact/hooks";
import type { ShownPage } from "./api";

type Props = { page: ShownPage; width: number };

export function Thumb({ page, width }: Props) {
  const place = useRef<HTMLCanvasElement>(null);
  const height = Math.round((width * page.height) / page.width);
  useEffect(() => {
    const canvas = place.current;
    const pen = canvas?.getContext("2d");
    if (!canvas || !pen) return;
    const fine = Math.max(2, window.devicePixelRatio);
    canvas.width = width * fine;
    canvas.height = height * fine;
    const scale = canvas.width / page.width;
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    const svg = new DOMParser().parseFromString(page.svg ?? "<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml");
    for (const element of svg.documentElement.children) draw(pen, element);
  }, [page.digest, width]);
  return <canvas class="sheet" ref={place} style={{ width: `${width}px`, height: `${height}px` }} aria-hidden="true" />;
}

function draw(pen: CanvasRenderingContext2D, element: Element): void {
  const text = (name: string) => element.getAttribute(name) ?? "";
  const number = (name: string) => Number(text(name));
  pen.fillStyle = pen.strokeStyle = text("fill") || text("stroke") || "#000";
  switch (element.tagName) {
    case "text": {
      pen.font = `${text("font-size")}px ${text("font-family")}`;
      const places = text("x").split(" ");
      [...(element.textContent ?? "")].forEach((char, at) => pen.fillText(char, Number(places[at]), number("y")));
      break;
    }
    case "rect":
      pen.fillRect(number("x"), number("y"), number("width"), number("height"));
      break;
    case "path":
      pen.fill(new Path2D(text("d")), text("fill-rule") === "evenodd" ? "evenodd" : "nonzero");
      break;
    case "line":
      pen.lineWidth = number("stroke-width");
      pen.lineCap = text("stroke-linecap") === "round" ? "round" : "butt";
      pen.setLineDash(text("stroke-dasharray").split(" ").filter(Boolean).map(Number));
      pen.beginPath();
      pen.moveTo(number("x1"), number("y1"));
      pen.lineTo(number("x2"), number("y2"));
      pen.stroke();
      break;
    case "image":
      picture(pen, text("href"), number("x"), number("y"), number("width"), number("height"));
      break;
    case "g": {
      pen.save();
      const [a, b, c, d, e, f] = text("transform").slice(7, -1).split(" ").map(Number);
      pen.transform(a!, b!, c!, d!, e!, f!);
      for (const child of element.children) draw(pen, child);
      pen.restore();
    }
  }
}

function picture(pen: CanvasRenderingContext2D, address: string, x: number, y: number, width: number, height: number): void {
  const turned = pen.getTransform();
  const image = new Image();
  image.onload = () => {
    pen.setTransform(turned);
    pen.drawImage(image, x, y, width, height);
  };
  image.src = address;
}
