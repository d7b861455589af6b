package io.tiangong.dialect.planner;

import io.tiangong.dialect.plan.Fragment;
import io.tiangong.dialect.plan.KeyFeed;
import io.tiangong.dialect.plan.QueryPlan;
import io.tiangong.spi.SourceRequest;
import io.tiangong.spi.SqlRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** A plan drawn as a tree: the root first, what it depends on below it. */
final class ExplainTree {

  private static final String BRANCH = "├─ ";
  private static final String LAST = "└─ ";
  private static final String PASS = "│  ";
  private static final String EMPTY = "   ";

  private final QueryPlan plan;
  private final BiFunction<String, SourceRequest, String> describe;
  private final UnaryOperator<String> note;
  private final Set<String> drawn = new HashSet<>();
  private final StringBuilder text = new StringBuilder();

  private ExplainTree(
      QueryPlan plan,
      BiFunction<String, SourceRequest, String> describe,
      UnaryOperator<String> note) {
    this.plan = plan;
    this.describe = describe;
    this.note = note;
  }

  /**
   * @param describe one line for a request to the source of that name
   * @param note what else to say of the fragment of that id, behind its estimated rows
   */
  static String draw(
      QueryPlan plan,
      BiFunction<String, SourceRequest, String> describe,
      UnaryOperator<String> note) {
    ExplainTree tree = new ExplainTree(plan, describe, note);
    tree.draw(plan.root(), "", "");
    return tree.text.toString();
  }

  private void draw(Fragment fragment, String firstIndent, String indent) {
    boolean again = !drawn.add(fragment.id());
    text.append(firstIndent)
        .append(fragment.id())
        .append("  ")
        .append(fragment.source())
        .append("  ~")
        .append(String.format(Locale.ROOT, "%,.0f", fragment.estimatedRows()))
        .append(" rows")
        .append(note.apply(fragment.id()))
        .append(again ? "  (as above)\n" : "\n");
    if (again) {
      return;
    }
    List<String> children = fragment.dependsOn();
    String body = indent + (children.isEmpty() ? EMPTY : PASS);
    text.append(body).append(request(fragment)).append('\n');
    fragment.keyFeeds().forEach(feed -> text.append(body).append(describe(feed)).append('\n'));
    for (int i = 0; i < children.size(); i++) {
      boolean last = i == children.size() - 1;
      draw(
          fragment(children.get(i)),
          indent + (last ? LAST : BRANCH),
          indent + (last ? EMPTY : PASS));
    }
  }

  private String request(Fragment fragment) {
    return fragment.request() instanceof SqlRequest sql
        ? sql.text().toString().replaceAll("\\s*\\R", " ")
        : describe.apply(fragment.source(), fragment.request());
  }

  private static String describe(KeyFeed feed) {
    return "keys "
        + feed.slot()
        + " from "
        + feed.fragment()
        + ", at most "
        + String.format(Locale.ROOT, "%,d", feed.maxKeys());
  }

  private Fragment fragment(String id) {
    return plan.fragments().stream().filter(f -> f.id().equals(id)).findFirst().orElseThrow();
  }
}
