"""What people type that a spreadsheet or a page might take for something else."""

ODD = (
    '=HYPERLINK("http://a.example","点我")',
    "+86 电话",
    "-感染 手术",
    "@SUM(A1)",
    "＝1+1 的依据",
    "'=不是公式",
    "''引号",
    "'引号",
    '带"引号"，和,逗号',
    "👨‍👩‍👧 家属陪护",
    "<b>加粗</b>",
    "危" * 500,
)
