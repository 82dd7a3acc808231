"""A hospital's own rule that nobody prepared, and its sentences."""

import pytest

from app.base.knowledge import Knowledge
from app.build import publish
from app.training.quiz.statements import Statement, statements

TRANSFUSION = """# 某某医院临床用血管理制度

第一章 申请

第一条 输血前，经治医师应当向患者或者其近亲属说明输血目的、方式和风险，并签署知情同意书。

第二条 同一患者一天申请备血量达到或者超过1600毫升的，由具有中级以上专业技术职务任职资格的医师提出申请，报医务科批准后，方可备血。

第二章 采样与发血

第三条 采集交叉配血标本时，两名护士应当在床旁核对患者姓名和血型，核对无误后方可采血。

第四条 标本采集后应当在2小时内送达输血科。标本标签不清的，输血科应当拒收，并要求病区重新采集。

第五条 血液发出后不得退回。

第三章 输注

第六条 全血、红细胞出库后应当在30分钟内开始输注。

第七条 输血开始后15分钟内，责任护士应当守在床旁，观察患者有无发热、寒战、皮疹、呼吸困难。

第八条 发生输血不良反应时，责任护士应当立即停止输血，用生理盐水维持静脉通路，并报告值班医师。

第九条 疑为溶血反应的，护士应当保留血袋和输血器，抽取患者血样送输血科检查。

第十条 输血病程记录应当包括输血指征、血液品种、输血数量、输注过程观察和输血后疗效评价等内容。

第十一条 输血申请单应当包括患者姓名、临床诊断、备血成分、既往输血史和申请医师签名等内容。

第十二条 输血完毕后，护士应当将血袋送回输血科保存24小时，按照感染性医疗废物处理。
"""


@pytest.fixture(scope="session")
def hospital(tmp_path_factory) -> Knowledge:
    """A base with that rule alone."""
    folder = tmp_path_factory.mktemp("hospital")
    file = folder / "临床用血管理制度.md"
    file.write_text(TRANSFUSION, encoding="utf-8")
    publish.build(folder / "kb", [file])
    return Knowledge.open(folder / "kb")


@pytest.fixture(scope="session")
def sentences(hospital) -> list[Statement]:
    """Its sentences."""
    return statements(hospital, [c for d in hospital.documents for c in hospital.store.clauses(d)])
