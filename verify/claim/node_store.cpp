#include "node_store.hpp"

#include <algorithm>

#include "posproof/claim/walk.hpp"

namespace posproof::detail {
namespace {

void append(std::string& key, std::int64_t value) { key += std::to_string(value) + ","; }

}  // namespace

/// Text that is equal exactly for nodes of equal structure. Lengths go before parts, so that no two structures share a text.
std::string NodeStore::key(const Node& n) const {
  std::string key;
  append(key, static_cast<int>(n.op));
  key += n.name + "," + n.number.raw().get_str(32) + ",";
  append(key, n.slot);
  const auto part = [&](const Expr& e) { append(key, e ? facts(e).number : -1); };
  append(key, static_cast<std::int64_t>(n.args.size()));
  for (const auto& arg : n.args) part(arg);
  part(n.filter);
  for (const auto& b : n.binders) {
    const auto& d = b.domain;
    append(key, b.slot);
    append(key,
           static_cast<int>(d.kind) * 16 + d.lo_closed * 8 + d.hi_closed * 4 + d.toward_minus_infinity * 2 + d.approach_reals);
    for (const Expr* end : {&d.lo, &d.hi, &d.step}) part(*end);
    append(key, static_cast<std::int64_t>(d.elements.size()));
    for (const auto& element : d.elements) part(element);
  }
  return key;
}

Expr NodeStore::keep(Node node) {
  const auto number = numbers_.try_emplace(key(node), static_cast<int>(numbers_.size())).first->second;
  const auto place = std::to_string(number) + ":" + std::to_string(node.span.begin) + "-" + std::to_string(node.span.end);
  if (const auto found = shared_.find(place); found != shared_.end()) return found->second;
  constexpr std::uint64_t largest = std::uint64_t{1} << 62;
  Facts facts{number, 1, 1};
  for_each_child(node, [&](const Expr& child, std::size_t) {
    const auto& below = facts_.at(child.get());
    facts.depth = std::max(facts.depth, below.depth + 1);
    facts.size = std::min(largest, facts.size + below.size);
  });
  return shared_.emplace(place, own(std::move(node), facts)).first->second;
}

Expr NodeStore::with_origin(const Expr& e, std::string origin) {
  const auto facts = facts_.at(e.get());
  Node copy = *e;
  copy.origin = std::move(origin);
  return own(std::move(copy), facts);
}

Expr NodeStore::own(Node node, const Facts& facts) {
  nodes_.push_back(std::make_shared<const Node>(std::move(node)));
  facts_.emplace(nodes_.back().get(), facts);
  return nodes_.back();
}

}  // namespace posproof::detail
