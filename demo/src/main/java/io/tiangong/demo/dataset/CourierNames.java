package io.tiangong.demo.dataset;

import java.util.List;

/** Names of couriers, most of them Chinese. */
final class CourierNames {

  private static final double LATIN_SHARE = 0.1;

  private static final List<String> LATIN =
      List.of("Zoë Müller", "Liam O'Brien", "Aigul Nurlan", "José Pérez", "Nguyễn Văn An");
  private static final List<String> FAMILY =
      List.of("王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "欧阳", "司马");
  private static final List<String> GIVEN =
      List.of("伟", "芳", "娜", "敏", "静", "强", "磊", "洋", "艳", "勇", "秀英", "志强", "建国", "雪梅", "子轩", "浩然");

  private CourierNames() {}

  static String pick(double unit) {
    if (unit < LATIN_SHARE) {
      return LATIN.get((int) (unit / LATIN_SHARE * LATIN.size()));
    }
    int name = (int) ((unit - LATIN_SHARE) / (1 - LATIN_SHARE) * FAMILY.size() * GIVEN.size());
    return FAMILY.get(name / GIVEN.size()) + GIVEN.get(name % GIVEN.size());
  }
}
