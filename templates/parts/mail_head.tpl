{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>{{MAIL_TITLE}}</title>
<style>
:root { color-scheme: light dark; }
body { margin: 0; padding: 0; background: #ffffff; color: #15191d; font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
table { border-collapse: collapse; width: 100%; }
td { padding: 0; vertical-align: top; }
.page { max-width: 600px; margin: 0 auto; padding: 16px; }
.preheader { display: none; max-height: 0; overflow: hidden; }
h1 { font-size: 22px; line-height: 1.3; margin: 16px 0 8px; }
h2 { font-size: 18px; line-height: 1.35; margin: 28px 0 8px; padding-top: 12px; border-top: 1px solid #d3d9dd; }
h3 { font-size: 16px; line-height: 1.4; margin: 16px 0 4px; }
p, ul, dl { margin: 8px 0; }
ul { padding-left: 20px; }
a { color: #0d5563; }
dt { font-weight: 600; margin-top: 8px; }
dd { margin: 0; }
.brand { font-weight: 700; }
.soft { color: #4d565f; font-size: 14px; }
.badge { border: 1px solid currentColor; border-radius: 4px; padding: 0 6px; font-size: 13px; font-weight: 600; white-space: nowrap; }
.low { color: #4d565f; } .medium { color: #7a4b00; } .high { color: #9c2a00; } .critical { color: #8f0022; }
.button { display: inline-block; background: #12474f; color: #ffffff; text-decoration: none; border-radius: 6px; padding: 12px 20px; font-weight: 600; }
.call { border-left: 3px solid #6b757e; padding-left: 12px; }
.quote { background: #f4f6f7; border: 1px solid #d3d9dd; border-radius: 4px; padding: 8px 12px; overflow-wrap: anywhere; }
ins { color: #0b3d91; background: #e6f0ff; text-decoration: underline; }
del { color: #a4000f; background: #ffecec; text-decoration: line-through; }
.foot { margin-top: 32px; border-top: 1px solid #d3d9dd; padding-top: 12px; }
@media (prefers-color-scheme: dark) {
body { background: #14181b; color: #e8ecee; }
a { color: #8fd0dc; }
h2, .foot { border-color: #38424a; }
.soft { color: #b0bac1; }
.low { color: #c3ccd2; } .medium { color: #f2c879; } .high { color: #ffb08f; } .critical { color: #ff9fb1; }
.quote { background: #1d2327; border-color: #38424a; }
.button { background: #8fd0dc; color: #14181b; }
ins { color: #a9c9ff; background: #10274d; }
del { color: #ffb3b3; background: #4a1217; }
}
</style>
</head>
<body>
