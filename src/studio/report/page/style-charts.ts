/** Drawings, bars and their keys. */
export const chartStyle = `
.chart{display:block;width:100%;height:auto}
.chart text{font:11px system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums;fill:var(--dim)}
.rule{stroke:var(--line);stroke-width:1}
.axis{stroke:var(--dim);stroke-width:1}
.chart .column-name{fill:var(--strong);font-size:13px;font-weight:600}
.series .line{fill:none;stroke-width:1.6;stroke-linejoin:round}
.chart .value{font-size:13px;paint-order:stroke;stroke:var(--panel);stroke-width:4px;stroke-linejoin:round}
.test .line{stroke:var(--accent);stroke-width:2.2}.test .dot{fill:var(--accent)}
.chart .test .value{fill:var(--strong);font-weight:650;font-size:14px}
.validation .line{stroke:var(--dim);stroke-dasharray:4 4}.validation .dot{fill:var(--panel);stroke:var(--dim);stroke-width:1.6}
.series.accent .line{stroke:var(--accent);stroke-width:2}.series.accent .dot{fill:var(--accent)}.chart .accent .end{fill:var(--accent)}
.series.plain .line{stroke:var(--dim);stroke-width:1.4}.series.plain .dot{fill:var(--dim)}
.chart .end{font-weight:600}.chart .end.name{font-weight:400;font-size:9.5px}
.area{stroke-width:1.2}
.area.part-0{fill:color-mix(in srgb,var(--accent) 45%,transparent);stroke:var(--accent)}
.area.part-1{fill:color-mix(in srgb,var(--ood) 45%,transparent);stroke:var(--ood)}
.area.part-2{fill:color-mix(in srgb,var(--quota) 45%,transparent);stroke:var(--quota)}
.threshold{stroke:var(--strong);stroke-width:1.4;stroke-dasharray:5 3}
.chart .threshold-name{fill:var(--strong);font-weight:600}
figcaption{color:var(--dim);font-size:12px;margin-bottom:4px}
.multiples,.trio{display:grid;gap:12px 20px;align-items:start}
.multiples{grid-template-columns:repeat(auto-fit,minmax(min(100%,300px),1fr))}
.trio{grid-template-columns:repeat(auto-fit,minmax(min(100%,330px),1fr));margin-top:18px}
.bar{display:flex;gap:2px;height:14px;border-radius:3px;overflow:hidden;background:var(--raised)}
.fill{display:block;min-width:0}
.fill.kept,.dot.kept,.track .kept{background:var(--kept)}
.fill.over-quota,.dot.over-quota{background:var(--quota)}
.fill.ood,.dot.ood{background:var(--ood)}
.fill.low-confidence,.dot.low-confidence{background:var(--low)}
.fill.excluded,.dot.excluded{background:var(--excluded)}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:10px 20px;margin-top:10px}
.figures dt{color:var(--dim);font-size:12px}
.figures i{display:inline-block;width:9px;height:9px;border-radius:2px;margin-right:6px}
.figures dd{font-size:17px;font-weight:600;color:var(--strong);line-height:1.3}
.figures dd small{font-size:12px;font-weight:400;color:var(--dim)}
.figures .note{font-size:11.5px;font-weight:400;color:var(--dim)}
.classbars td,.classbars th{padding-top:2px;padding-bottom:2px}
.classbars th[scope=row]{white-space:nowrap;max-width:220px;overflow:hidden;text-overflow:ellipsis}
.classbars .bars{width:46%;vertical-align:middle}
.track{display:block;position:relative;height:11px;background:var(--raised)}
.track>span{position:absolute;inset:0 auto 0 0}
.track .copies{background:var(--copies)}
.track .quota{border-right:2px solid var(--quota)}
.key{font-size:11px;font-weight:400;color:var(--dim);margin-left:10px;white-space:nowrap}
.key::before{content:"";display:inline-block;width:9px;height:9px;margin-right:5px;border-radius:2px}
.key.kept::before{background:var(--kept)}.key.copies::before{background:var(--copies)}
.key.part-0::before{background:var(--accent)}.key.part-1::before{background:var(--ood)}.key.part-2::before{background:var(--quota)}
.key.quota::before{width:2px;border-radius:0;background:var(--quota);height:11px;vertical-align:-1px}
.key.test::before{background:var(--accent);border-radius:50%}
.key.validation::before{border-radius:50%;border:1.5px solid var(--dim);width:7px;height:7px}
`;
