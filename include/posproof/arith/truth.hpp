#pragma once

namespace posproof {

/// Three-valued truth. Does not convert to bool: ask `certainly` or `possibly`.
enum class Truth { no, unknown, yes };

constexpr bool certainly(Truth t) { return t == Truth::yes; }
constexpr bool certainly_not(Truth t) { return t == Truth::no; }
constexpr bool possibly(Truth t) { return t != Truth::no; }

constexpr Truth truth_of(bool b) { return b ? Truth::yes : Truth::no; }

constexpr Truth operator!(Truth t) { return t == Truth::yes ? Truth::no : t == Truth::no ? Truth::yes : Truth::unknown; }
/// Kleene conjunction and disjunction.
constexpr Truth operator&(Truth a, Truth b) { return a < b ? a : b; }
constexpr Truth operator|(Truth a, Truth b) { return a < b ? b : a; }

constexpr const char* to_string(Truth t) { return t == Truth::yes ? "yes" : t == Truth::no ? "no" : "unknown"; }

}  // namespace posproof
