/** Runs in a page: the texts whose colour has a contrast below 4.5 to the ground, which WCAG 2.2 asks for in success criterion 1.4.3. */
export function poorlyReadable(): { text: string | undefined; contrast: number }[] {
  const channels = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (color: string) => {
    const [r = 0, g = 0, b = 0] = channels(color).map(part => part / 255).map(part => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element: Element | null): string => {
    if (!element) return 'rgb(255, 255, 255)';
    const color = getComputedStyle(element).backgroundColor;
    return (channels(color)[3] ?? 1) === 0 ? ground(element.parentElement) : color;
  };
  const own = (element: Element) => Array.from(element.childNodes).some(node => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
  return Array.from(document.querySelectorAll('body *:not(script):not(svg *)')).filter(own).map(element => {
    const [low = 0, high = 0] = [luminance(getComputedStyle(element).color), luminance(ground(element))].sort((a, b) => a - b);
    return { text: element.textContent?.trim().slice(0, 30), contrast: (high + 0.05) / (low + 0.05) };
  }).filter(({ contrast }) => contrast < 4.5);
}
