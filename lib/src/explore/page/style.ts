/** What the controls and handles look like, in the colours of whatever page they are in. */
export const style = `
.descent-explorable .descent-views { display: flex; flex-wrap: wrap; gap: 4px 16px; }
.descent-explorable .descent-view { flex: 1 1 320px; min-width: 0; }
.descent-view-live { position: relative; }
.descent-controls { display: flex; flex-wrap: wrap; gap: 4px 24px; align-items: end; margin: 6px 0; font: 14px/1.4 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
.descent-controls label { display: flex; flex-direction: column; flex: 1 1 220px; max-width: 420px; }
.descent-controls input[type=range] { width: 100%; min-height: 28px; margin: 0; accent-color: #0072b2; }
.descent-controls select { font: inherit; padding: 3px; }
.descent-controls b { font-variant-numeric: tabular-nums; }
.descent-controls button { font: inherit; padding: 3px 12px; min-height: 28px; cursor: pointer; }
.descent-last { display: flex; gap: 16px; align-items: center; }
.descent-handle { position: absolute; width: 44px; height: 44px; margin: -22px 0 0 -22px; padding: 0; border: 0; background: none; cursor: grab; touch-action: none; z-index: 2; }
.descent-handle[hidden] { display: none; }
.descent-handle::after { content: ""; position: absolute; inset: 12px; border-radius: 50%; border: 3px solid #12324f; background: rgba(255,255,255,.85); box-shadow: 0 0 0 1.5px #fff, 0 1px 4px rgba(0,0,0,.5); }
.descent-handle:active { cursor: grabbing; }
.descent-handle:focus-visible { outline: 3px solid #0072b2; outline-offset: -6px; border-radius: 50%; }
.descent-says { margin: 4px 0; font: 14px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; font-variant-numeric: tabular-nums; }

.descent-playground-bar { display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 6px 0; font: 14px/1.4 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
.descent-playground-bar select { font: inherit; padding: 3px; max-width: 100%; }
.descent-desk { display: flex; flex-wrap: wrap; gap: 4px 24px; align-items: flex-start; }
.descent-editor { flex: 1 1 320px; min-width: 0; font: 14px/1.4 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
.descent-editor textarea { display: block; width: 100%; box-sizing: border-box; font: 15px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; padding: 8px; resize: vertical; tab-size: 2; }
.descent-editor textarea[aria-invalid=true] { outline: 2px solid #d55e00; }
.descent-editor input, .descent-firsts input { font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; padding: 2px 6px; max-width: 12em; }
.descent-at { display: block; margin: 4px 0; }
.descent-firsts { display: flex; flex-wrap: wrap; gap: 4px 16px; }
.descent-firsts input { width: 5em; }
.descent-fault p { margin: 4px 0; font-weight: 600; overflow-wrap: anywhere; }
.descent-fault p::before { content: "✗ "; color: #d55e00; }
.descent-fault pre, .descent-declaration pre { overflow-x: auto; margin: 2px 0; padding: 8px; background: rgba(128,128,128,.12); font: 14px/1.4 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
[data-fault=true] .descent-latex, [data-fault=true] .descent-views { opacity: .55; }
.descent-latex { flex: 1 1 320px; min-width: 0; overflow-x: auto; font-size: 1.1em; }
`;
