#include "element_impl.hpp"
#include "posproof/claim/print.hpp"

namespace posproof {

Expr at_element(Expr e, const Statement& statement, const std::vector<ElementValue>& values) {
  for (std::size_t i = 0; i < values.size(); ++i) e = substitute(e, statement.slots[i], term_of(values[i], *statement.program));
  return e;
}

Witness witness_of(const Statement& statement, const std::vector<ElementValue>& values) {
  Witness w;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto& v = values[i];
    w.values.emplace_back(statement.names[i],
                          v.instruction < 0 ? v.exact.str() : to_text((*statement.program)[v.instruction].node));
  }
  return w;
}

std::string element_text(const Statement& statement, const std::vector<ElementValue>& values) {
  std::string text;
  for (const auto& [name, value] : witness_of(statement, values).values)
    text += (text.empty() ? "" : ", ") + name + " = " + value;
  return text;
}

template class ElementDecider<Ball>;
template class ElementDecider<Interval>;

}  // namespace posproof
